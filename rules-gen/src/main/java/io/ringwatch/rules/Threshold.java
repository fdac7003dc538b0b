package io.ringwatch.rules;

import io.ringwatch.rules.Boundary.Found;
import io.ringwatch.rules.Boundary.Situation;
import io.ringwatch.rules.promql.BinaryOperator;
import io.ringwatch.rules.promql.Comparison;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Shift;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One series, or its age, compared with a number.
 *
 * @param operator as if the number stood on the right
 * @param step from the number to the next that counts
 */
record Threshold(
    Series series, Kind kind, BinaryOperator operator, BigDecimal number, BigDecimal step) {
  /** What of the series is compared. */
  private enum Kind {
    VALUE,
    /** {@code time() - x}. */
    AGE,
    /** {@code time() - (x > 0)}: 0 is no time. */
    AGE_IF_ANY,
    /** {@code x - time()}. */
    REST
  }

  private record Subject(VectorSelector selector, Kind kind) {}

  private static final BigDecimal PER_MILLE = new BigDecimal("0.001");

  static Optional<Threshold> of(
      Comparison comparison, Function<VectorSelector, Optional<Found>> find) {
    var number = BigDecimal.valueOf(comparison.number());
    return subject(comparison.vector())
        .filter(s -> s.selector.shift().equals(Shift.NONE))
        .filter(s -> s.kind == Kind.VALUE || number.stripTrailingZeros().scale() <= 0)
        .flatMap(
            s ->
                find.apply(s.selector)
                    .map(
                        f ->
                            new Threshold(
                                f.series(),
                                s.kind,
                                comparison.operator(),
                                number,
                                step(number, f.unit()))));
  }

  /** 1, or for fractions a tenth of their last place; for ratios at most a tenth of a percent. */
  private static BigDecimal step(BigDecimal number, String unit) {
    int scale = number.stripTrailingZeros().scale();
    var fine = scale > 0 ? BigDecimal.ONE.movePointLeft(scale + 1) : BigDecimal.ONE;
    return unit.equals("ratio") ? fine.min(PER_MILLE) : fine;
  }

  private static Optional<Subject> subject(Expr expr) {
    return switch (expr) {
      case Paren p -> subject(p.expr());
      case VectorSelector v -> Optional.of(new Subject(v, Kind.VALUE));
      case Binary b when b.operator() == BinaryOperator.SUBTRACT && isTime(b.left()) ->
          age(b.right());
      case Binary b when b.operator() == BinaryOperator.SUBTRACT && isTime(b.right()) ->
          selector(b.left()).map(v -> new Subject(v, Kind.REST));
      default -> Optional.empty();
    };
  }

  private static Optional<Subject> age(Expr expr) {
    return switch (expr) {
      case Paren p -> age(p.expr());
      case VectorSelector v -> Optional.of(new Subject(v, Kind.AGE));
      case Binary b when b.filters() ->
          Comparison.of(b)
              .filter(c -> c.operator() == BinaryOperator.GREATER && c.number() == 0)
              .flatMap(c -> selector(c.vector()))
              .map(v -> new Subject(v, Kind.AGE_IF_ANY));
      default -> Optional.empty();
    };
  }

  private static Optional<VectorSelector> selector(Expr expr) {
    return switch (expr) {
      case Paren p -> selector(p.expr());
      case VectorSelector v -> Optional.of(v);
      default -> Optional.empty();
    };
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Call c && c.function().name().equals("time");
  }

  /** Where the comparison that this is begins to hold. */
  Boundary boundary(Expr comparison) {
    var over = number.add(step);
    var under = number.subtract(step);
    return switch (operator) {
      case GREATER -> boundary(comparison, List.of(over), List.of(number));
      case GREATER_OR_EQUAL -> boundary(comparison, List.of(number), List.of(under));
      case LESS -> boundary(comparison, List.of(under), List.of(number));
      case LESS_OR_EQUAL -> boundary(comparison, List.of(number), List.of(over));
      case EQUAL -> boundary(comparison, List.of(number), others(over, under));
      default -> boundary(comparison, others(over, under), List.of(number));
    };
  }

  /** What only ever is 0 or 1 has but one other value. */
  private List<BigDecimal> others(BigDecimal over, BigDecimal under) {
    if (number.signum() == 0) {
      return List.of(over);
    }
    return number.compareTo(BigDecimal.ONE) == 0 ? List.of(under) : List.of(under, over);
  }

  private Boundary boundary(Expr subject, List<BigDecimal> fires, List<BigDecimal> quiet) {
    List<Situation> calm = new ArrayList<>(situations(subject, quiet));
    if (kind == Kind.AGE_IF_ANY) {
      var none = situation(subject, Input.constant(BigDecimal.ZERO));
      calm.add(new Situation(none.levels(), subject, Optional.of("0 is no time")));
    }
    return new Boundary(situations(subject, fires), calm);
  }

  private List<Situation> situations(Expr subject, List<BigDecimal> values) {
    return values.stream().map(v -> situation(subject, input(v))).toList();
  }

  private Situation situation(Expr subject, Input input) {
    return Situation.of(subject, series, Optional.of(input));
  }

  private Input input(BigDecimal value) {
    return switch (kind) {
      case VALUE -> Input.constant(value);
      case AGE, AGE_IF_ANY -> Input.ago(value);
      case REST -> Input.ago(value.negate());
    };
  }
}
