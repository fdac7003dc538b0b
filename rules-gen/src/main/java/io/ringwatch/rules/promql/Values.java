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
import io.ringwatch.rules.promql.Function.Trait;

/** Which values an expression can have, from what is known of its metrics. */
final class Values {
  private final Metrics metrics;

  Values(Metrics metrics) {
    this.metrics = metrics;
  }

  Interval of(Expr expr) {
    return switch (expr) {
      case NumberLiteral n -> Interval.point(n.value());
      case StringLiteral _, Parameter _ -> Interval.ALL;
      case VectorSelector v -> v.metric().map(this::metric).orElse(Interval.ALL);
      case MatrixSelector m -> of(m.vector());
      case Subquery s -> of(s.expr());
      case Paren p -> of(p.expr());
      case Unary u -> u.negative() ? of(u.expr()).negated() : of(u.expr());
      case Call c -> call(c);
      case Aggregation a -> aggregation(a);
      case Binary b -> binary(b);
    };
  }

  private Interval metric(String name) {
    if (name.equals("up")) {
      return Interval.UNIT;
    }
    var metric = metrics.metric(name);
    return metric.map(Values::metric).orElse(Interval.ALL);
  }

  private static Interval metric(Metrics.Metric metric) {
    return switch (metric.type()) {
      case INFO -> Interval.ONE;
      case STATESET -> Interval.UNIT;
      case COUNTER, HISTOGRAM -> Interval.NOT_NEGATIVE;
      case GAUGE, UNKNOWN ->
          switch (metric.unit()) {
            case "ratio" -> Interval.UNIT;
            case "timestamp", "bytes" -> Interval.NOT_NEGATIVE;
            default -> Interval.ALL;
          };
    };
  }

  private Interval call(Call call) {
    var name = call.function().name();
    return switch (name) {
      case "absent", "absent_over_time", "present_over_time" -> Interval.ONE;
      case "count_over_time" -> new Interval(1, Double.POSITIVE_INFINITY);
      case "sgn" -> new Interval(-1, 1);
      case "last_over_time",
          "min_over_time",
          "max_over_time",
          "avg_over_time",
          "vector",
          "scalar",
          "sort",
          "sort_desc",
          "label_replace",
          "label_join" ->
          of(call.arguments().getFirst());
      case "clamp_min" -> of(call.arguments().getFirst()).atLeast(of(call.arguments().get(1)));
      case "clamp_max" ->
          of(call.arguments().getFirst())
              .negated()
              .atLeast(of(call.arguments().get(1)).negated())
              .negated();
      default -> call.function().is(Trait.NOT_NEGATIVE) ? Interval.NOT_NEGATIVE : Interval.ALL;
    };
  }

  private Interval aggregation(Aggregation aggregation) {
    var inner = of(aggregation.expr());
    return switch (aggregation.aggregator()) {
      case COUNT, COUNT_VALUES -> new Interval(1, Double.POSITIVE_INFINITY);
      case GROUP -> Interval.ONE;
      case STDDEV, STDVAR -> Interval.NOT_NEGATIVE;
      case SUM ->
          inner.low() < 0 ? Interval.ALL : new Interval(inner.low(), Double.POSITIVE_INFINITY);
      case AVG, MIN, MAX, TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> inner;
      case QUANTILE -> Interval.ALL;
    };
  }

  private Interval binary(Binary binary) {
    var left = of(binary.left());
    var right = of(binary.right());
    return switch (binary.operator()) {
      case OR -> left.or(right);
      case AND, UNLESS -> left;
      case ADD -> left.plus(right);
      case SUBTRACT -> left.plus(right.negated());
      case MULTIPLY -> left.times(right);
      case DIVIDE, MODULO, POWER ->
          left.low() >= 0 && right.low() >= 0 ? Interval.NOT_NEGATIVE : Interval.ALL;
      case ATAN2 -> Interval.ALL;
      default ->
          binary.bool()
              ? Interval.UNIT
              : Comparison.of(binary).map(t -> t.passing(of(t.vector()))).orElse(left);
    };
  }
}
