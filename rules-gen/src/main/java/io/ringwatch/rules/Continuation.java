package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Shift;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Labels, a range or a shift after a signal have a meaning only if it is a bare selector. */
final class Continuation {
  private Continuation() {}

  /**
   * Where they have none.
   *
   * @param signals what a name stands for; empty for a metric
   */
  static List<String> misfits(Expr sketch, Function<String, Optional<Expr>> signals) {
    return sketch.all().stream().flatMap(expr -> misfit(expr, signals).stream()).toList();
  }

  private static Optional<String> misfit(Expr expr, Function<String, Optional<Expr>> signals) {
    return switch (expr) {
      case MatrixSelector m -> misfit(m.vector(), "[", signals);
      case VectorSelector v when !v.matchers().isEmpty() -> misfit(v, "{", signals);
      case VectorSelector v when !v.shift().equals(Shift.NONE) ->
          misfit(v, v.shift().offset().isPresent() ? "offset" : "@", signals);
      default -> Optional.empty();
    };
  }

  private static Optional<String> misfit(
      VectorSelector selector, String next, Function<String, Optional<Expr>> signals) {
    return signals
        .apply(selector.name())
        .filter(signal -> !takes(signal, next))
        .map(_ -> "'" + selector.name() + "' is an expression: '" + next + "' cannot follow it");
  }

  private static boolean takes(Expr signal, String next) {
    return signal instanceof VectorSelector v
        && v.shift().equals(Shift.NONE)
        && (v.matchers().isEmpty() || !next.equals("{"));
  }
}
