package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.time.Duration;
import java.util.function.Function;

/** How far into the past an expression looks: its ranges and offsets, one within the other. */
public final class Lookback {
  private Lookback() {}

  /**
   * Zero if only the present counts.
   *
   * @param metrics the same of the expression behind a recorded series; zero for any other
   */
  public static Duration of(Expr expr, Function<String, Duration> metrics) {
    return switch (expr) {
      case VectorSelector v ->
          offset(v.shift()).plus(v.metric().map(metrics).orElse(Duration.ZERO));
      case MatrixSelector m -> m.range().plus(of(m.vector(), metrics));
      case Subquery s -> s.range().plus(offset(s.shift())).plus(of(s.expr(), metrics));
      default ->
          expr.parts().stream()
              .map(part -> of(part, metrics))
              .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) < 0 ? b : a);
    };
  }

  /** What lies in the future needs no past. */
  private static Duration offset(Shift shift) {
    return shift.offset().filter(offset -> !offset.isNegative()).orElse(Duration.ZERO);
  }
}
