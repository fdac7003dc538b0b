package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Function.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is most likely a mistake in an expression that is otherwise well-formed. */
public final class Hints {
  /** The kinds of mistakes. */
  public enum Kind {
    /** No series can pass the condition. */
    NEVER,
    /** Every series passes the condition. */
    ALWAYS,
    /** What is counted or summed is gone, not 0, when it is few. */
    VANISHES,
    /** A function of counters is given something else. */
    NOT_A_COUNTER,
    /** A function of gauges is given a counter. */
    NOT_A_GAUGE,
    /** A timestamp is compared with what is none. */
    INSTANT
  }

  /**
   * One of them.
   *
   * @param message with the mend
   */
  public record Hint(Span span, Kind kind, String message) {}

  /** September 2001, in Unix seconds: what is less was hardly meant as an instant. */
  private static final double EARLIEST = 1e9;

  private static final Set<BinaryOperator> FEW =
      Set.of(BinaryOperator.LESS, BinaryOperator.LESS_OR_EQUAL, BinaryOperator.EQUAL);

  private final Metrics metrics;
  private final Values values;

  private Hints(Metrics metrics) {
    this.metrics = metrics;
    this.values = new Values(metrics);
  }

  /** Of an expression whose types fit; outermost first. */
  public static List<Hint> of(Expr expr, Metrics metrics) {
    var hints = new Hints(metrics);
    return expr.all().stream().flatMap(hints::at).toList();
  }

  private Stream<Hint> at(Expr expr) {
    return switch (expr) {
      case Binary b when b.operator().isSet() -> Contradictions.of(b).stream();
      case Binary b when b.operator().isComparison() -> comparison(b);
      case Call c -> misuse(c).stream();
      default -> Stream.empty();
    };
  }

  private Stream<Hint> comparison(Binary binary) {
    if (isNan(binary.left()) || isNan(binary.right())) {
      boolean unequal = binary.operator() == BinaryOperator.NOT_EQUAL;
      return Stream.of(
          unequal
              ? hint(binary, Kind.ALWAYS, "always holds: nothing is equal to NaN")
              : hint(
                  binary, Kind.NEVER, "never holds: nothing is equal to NaN, or above or below"));
    }
    return Comparison.of(binary).stream()
        .flatMap(
            test ->
                Stream.of(range(binary, test), vanishing(binary, test), instant(binary, test))
                    .flatMap(hint -> hint));
  }

  private static boolean isNan(Expr expr) {
    return inner(expr) instanceof NumberLiteral n && Double.isNaN(n.value());
  }

  /** {@code seen_seconds > 300}: 300 is five minutes past midnight of 1970. */
  private Stream<Hint> instant(Binary binary, Comparison test) {
    boolean instant = Units.of(test.vector(), metrics).filter("timestamp"::equals).isPresent();
    return instant && test.number() > 0 && test.number() < EARLIEST
        ? Stream.of(
            new Hint(
                binary.operatorSpan(),
                Kind.INSTANT,
                "'"
                    + binary.operator()
                    + "' compares an instant with a duration: take its age,"
                    + " time() - …"))
        : Stream.empty();
  }

  private Stream<Hint> range(Binary binary, Comparison test) {
    var all = values.of(test.vector());
    if (all.isEmpty() || test.vector().type() == ValueType.SCALAR) {
      return Stream.empty();
    }
    boolean unequal = test.operator() == BinaryOperator.NOT_EQUAL;
    boolean only = all.isPoint() && all.low() == test.number();
    var passing = test.passing(all);
    if (unequal ? only : passing.isEmpty()) {
      return Stream.of(hint(binary, Kind.NEVER, "never holds: the left side is " + all));
    }
    boolean outside = all.low() > test.number() || all.high() < test.number();
    return (unequal ? outside : passing.equals(all))
        ? Stream.of(hint(binary, Kind.ALWAYS, "always holds: the left side is " + all))
        : Stream.empty();
  }

  private static Hint hint(Binary binary, Kind kind, String message) {
    return new Hint(binary.operatorSpan(), kind, "'" + binary.operator() + "' " + message);
  }

  /** {@code count(x < 15) < 2} says nothing when no x is below 15. */
  private static Stream<Hint> vanishing(Binary binary, Comparison test) {
    boolean counts =
        inner(test.vector()) instanceof Aggregation a
            && (a.aggregator() == Aggregator.COUNT || a.aggregator() == Aggregator.SUM)
            && inner(a.expr()) instanceof Binary filter
            && filter.filters();
    return counts && FEW.contains(test.operator()) && !binary.bool()
        ? Stream.of(
            new Hint(
                binary.operatorSpan(),
                Kind.VANISHES,
                "without a series left there is no 0 to compare: sum a comparison with 'bool'"))
        : Stream.empty();
  }

  private Optional<Hint> misuse(Call call) {
    var function = call.function();
    if (!(call.arguments().stream().map(Hints::inner).findFirst().orElse(call)
        instanceof MatrixSelector matrix)) {
      return Optional.empty();
    }
    var name = matrix.vector().metric().orElse("");
    var type = metrics.metric(name).map(Metrics.Metric::type).orElse(Metrics.Type.UNKNOWN);
    return switch (type) {
      case GAUGE, INFO, STATESET ->
          function.is(Trait.COUNTER)
              ? misuse(call, Kind.NOT_A_COUNTER, name + " is no counter")
              : Optional.empty();
      case COUNTER ->
          function.is(Trait.GAUGE)
              ? misuse(call, Kind.NOT_A_GAUGE, name + " is a counter: take rate or increase")
              : Optional.empty();
      case HISTOGRAM, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Hint> misuse(Call call, Kind kind, String why) {
    return Optional.of(new Hint(call.span(), kind, call.function().name() + ": " + why));
  }

  private static Expr inner(Expr expr) {
    return expr instanceof Paren p ? inner(p.expr()) : expr;
  }
}
