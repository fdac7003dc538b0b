package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Parameter;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.StringLiteral;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.util.Optional;
import java.util.Set;

/** What the values of an expression count, where that follows from its metrics. */
public final class Units {
  private static final String NONE = "none";
  private static final String SECONDS = "seconds";
  private static final String TIMESTAMP = "timestamp";
  private static final String RATIO = "ratio";

  /** Functions whose values count what their first argument's do. */
  private static final Set<String> KEEP =
      Set.of(
          ("abs ceil floor round clamp clamp_min clamp_max sort sort_desc label_replace label_join"
                  + " last_over_time min_over_time max_over_time avg_over_time sum_over_time"
                  + " scalar vector increase")
              .split(" "));

  private Units() {}

  /** A unit of {@link Metrics.Metric#unit}; empty if it cannot be told. */
  public static Optional<String> of(Expr expr, Metrics metrics) {
    return switch (expr) {
      case NumberLiteral n -> Optional.of(n.duration() ? SECONDS : NONE);
      case StringLiteral _, Parameter _ -> Optional.empty();
      case VectorSelector v -> v.metric().flatMap(metrics::metric).map(Metrics.Metric::unit);
      case MatrixSelector m -> of(m.vector(), metrics);
      case Subquery s -> of(s.expr(), metrics);
      case Paren p -> of(p.expr(), metrics);
      case Unary u -> of(u.expr(), metrics);
      case Call c -> call(c, metrics);
      case Aggregation a ->
          switch (a.aggregator()) {
            case COUNT, COUNT_VALUES, GROUP -> Optional.of(NONE);
            case STDVAR -> Optional.empty();
            case SUM, AVG, MIN, MAX, STDDEV, TOPK, BOTTOMK, QUANTILE, LIMITK, LIMIT_RATIO ->
                of(a.expr(), metrics);
          };
      case Binary b -> binary(b, metrics);
    };
  }

  private static Optional<String> call(Call call, Metrics metrics) {
    var name = call.function().name();
    return switch (name) {
      case "time", "timestamp" -> Optional.of(TIMESTAMP);
      case "rate", "irate", "deriv" ->
          of(call.arguments().getFirst(), metrics)
              .filter(unit -> unit.equals(SECONDS))
              .map(_ -> RATIO);
      case "delta", "idelta" ->
          of(call.arguments().getFirst(), metrics).map(u -> u.equals(TIMESTAMP) ? SECONDS : u);
      case "absent", "absent_over_time", "count_over_time", "changes", "resets" ->
          Optional.of(NONE);
      default -> KEEP.contains(name) ? of(call.arguments().getFirst(), metrics) : Optional.empty();
    };
  }

  private static Optional<String> binary(Binary binary, Metrics metrics) {
    var left = of(binary.left(), metrics);
    var right = of(binary.right(), metrics);
    return switch (binary.operator()) {
      case AND, UNLESS -> left;
      case OR -> left.equals(right) ? left : Optional.empty();
      case ADD -> sum(left, right);
      case SUBTRACT ->
          left.equals(right) && left.filter(TIMESTAMP::equals).isPresent()
              ? Optional.of(SECONDS)
              : sum(left, right);
      case DIVIDE ->
          left.isPresent() && left.equals(right) ? ratio(left.get()) : scaled(left, right);
      case MULTIPLY -> scaled(left, right).or(() -> scaled(right, left));
      case MODULO, POWER, ATAN2 -> Optional.empty();
      default -> binary.bool() ? Optional.of(NONE) : vector(binary, left, right);
    };
  }

  private static Optional<String> vector(
      Binary binary, Optional<String> left, Optional<String> right) {
    return binary.left().type() == ValueType.VECTOR ? left : right;
  }

  /** A bare number takes the other's unit; seconds move a timestamp. */
  private static Optional<String> sum(Optional<String> left, Optional<String> right) {
    if (left.equals(right) || right.filter(NONE::equals).isPresent()) {
      return left;
    }
    boolean moved = left.filter(TIMESTAMP::equals).isPresent();
    return moved && right.filter(SECONDS::equals).isPresent() ? left : Optional.empty();
  }

  private static Optional<String> ratio(String unit) {
    return Optional.of(unit.equals(NONE) ? NONE : RATIO);
  }

  private static Optional<String> scaled(Optional<String> unit, Optional<String> by) {
    return by.filter(b -> b.equals(NONE) || b.equals(RATIO)).flatMap(_ -> unit);
  }
}
