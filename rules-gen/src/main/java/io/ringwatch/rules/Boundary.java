package io.ringwatch.rules;

import io.ringwatch.rules.promql.Comparison;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a condition begins to hold, as values of its series: those that only just pass it and those
 * that only just do not. It can be told of comparisons of one selector (or its age) with a number,
 * of selectors that are there or absent, and of what {@code and}, {@code or} and {@code unless}
 * make of these.
 *
 * @param fires each lets the condition hold
 * @param quiet each does not; empty if it always holds
 */
record Boundary(List<Situation> fires, List<Situation> quiet) {
  /**
   * What each series has.
   *
   * @param levels empty for a series that is not there
   * @param subject the part of the condition whose series then come out
   * @param because what the case is about; empty for the plain boundary
   */
  record Situation(Map<Series, Optional<Input>> levels, Expr subject, Optional<String> because) {
    static Situation of(Expr subject, Series series, Optional<Input> level) {
      return new Situation(Map.of(series, level), subject, Optional.empty());
    }

    /** Empty if the two want different things of the same series. */
    Optional<Situation> with(Situation other) {
      Map<Series, Optional<Input>> both = new LinkedHashMap<>(levels);
      for (var level : other.levels.entrySet()) {
        var before = both.putIfAbsent(level.getKey(), level.getValue());
        if (before != null && !before.equals(level.getValue())) {
          return Optional.empty();
        }
      }
      return Optional.of(new Situation(both, subject, because.or(() -> other.because)));
    }

    Map<Series, Input> inputs() {
      Map<Series, Input> inputs = new LinkedHashMap<>();
      levels.forEach((s, level) -> level.ifPresent(input -> inputs.put(s, input)));
      return inputs;
    }

    private Situation about(Expr other) {
      return new Situation(levels, other, because);
    }
  }

  Boundary {
    fires = List.copyOf(fires);
    quiet = List.copyOf(quiet);
  }

  /**
   * The series of a test that a selector finds.
   *
   * @param unit of its metric
   */
  record Found(Series series, String unit) {}

  /**
   * Of a condition without signals and parameters; empty if it cannot be told.
   *
   * @param find empty for a selector of which no such series can be told
   */
  static Optional<Boundary> of(Expr expr, Function<VectorSelector, Optional<Found>> find) {
    return switch (expr) {
      case Paren p -> of(p.expr(), find);
      case VectorSelector v -> find.apply(v).map(f -> presence(v, f.series()));
      case Call c when c.function().name().equals("absent") ->
          of(c.arguments().getFirst(), find)
              .filter(b -> b.fires.size() == 1 && b.quiet.size() == 1)
              .map(b -> b.turned().about(c));
      case Call c when c.function().name().equals("vector") ->
          Optional.of(
              new Boundary(List.of(new Situation(Map.of(), c, Optional.empty())), List.of()));
      case Binary b when b.operator().isSet() ->
          of(b.left(), find)
              .flatMap(left -> of(b.right(), find).flatMap(right -> joined(b, left, right)));
      case Binary b when b.filters() ->
          Comparison.of(b).flatMap(c -> Threshold.of(c, find)).map(t -> t.boundary(b));
      default -> Optional.empty();
    };
  }

  private static Boundary presence(VectorSelector selector, Series series) {
    var any = Optional.of(Input.constant(BigDecimal.ONE));
    return new Boundary(
        List.of(Situation.of(selector, series, any)),
        List.of(Situation.of(selector, series, Optional.empty())));
  }

  /** Of the condition's contrary. */
  private Boundary turned() {
    return new Boundary(/* fires= */ quiet, /* quiet= */ fires);
  }

  private Boundary about(Expr subject) {
    return new Boundary(
        fires.stream().map(s -> s.about(subject)).toList(),
        quiet.stream().map(s -> s.about(subject)).toList());
  }

  private static Optional<Boundary> joined(Binary binary, Boundary left, Boundary right) {
    return switch (binary.operator()) {
      case AND -> and(left, right);
      case UNLESS -> and(left, right.turned());
      default -> or(left, right);
    };
  }

  private static Optional<Boundary> and(Boundary left, Boundary right) {
    var fires = pairs(left.fires, first(right.fires));
    fires.addAll(pairs(first(left.fires), rest(right.fires)));
    var quiet = pairs(left.quiet, first(right.fires));
    quiet.addAll(pairs(first(left.fires), right.quiet));
    boolean complete =
        fires.size() == left.fires.size() + right.fires.size() - 1
            && quiet.size() == left.quiet.size() + right.quiet.size();
    return complete ? Optional.of(new Boundary(fires, quiet)) : Optional.empty();
  }

  private static Optional<Boundary> or(Boundary left, Boundary right) {
    var fires = pairs(left.fires, first(right.quiet));
    fires.addAll(pairs(right.fires, first(left.quiet)));
    var quiet = pairs(left.quiet, first(right.quiet));
    quiet.addAll(pairs(first(left.quiet), rest(right.quiet)));
    boolean complete =
        fires.size() == left.fires.size() + right.fires.size()
            && quiet.size() == left.quiet.size() + right.quiet.size() - 1;
    return complete ? Optional.of(new Boundary(fires, quiet)) : Optional.empty();
  }

  /** Each with each, but for those that exclude each other. */
  private static List<Situation> pairs(List<Situation> some, List<Situation> others) {
    List<Situation> pairs = new ArrayList<>();
    for (var one : some) {
      others.forEach(other -> one.with(other).ifPresent(pairs::add));
    }
    return pairs;
  }

  private static List<Situation> first(List<Situation> all) {
    return all.stream().limit(1).toList();
  }

  private static List<Situation> rest(List<Situation> all) {
    return all.stream().skip(1).toList();
  }
}
