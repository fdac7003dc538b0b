package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Unit;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.References;
import io.ringwatch.rules.promql.Units;
import java.util.List;
import java.util.Optional;

/** What the values of a panel's query count, as its metrics tell. */
final class Counted {
  private final Metrics metrics;

  Counted(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Empty if the metrics do not tell. */
  Optional<Unit> of(Expr expr) {
    return ofRate(expr)
        .or(() -> Units.of(expr, metrics).flatMap(word -> word(word).filter(u -> u != Unit.NONE)));
  }

  /** What the bounds of the buckets count that a query reads. */
  Optional<Unit> ofBuckets(Expr expr) {
    return References.of(expr).names().stream()
        .map(name -> name.replaceFirst("_bucket$", "") + "_sum")
        .flatMap(name -> metrics.metric(name).stream())
        .flatMap(metric -> word(metric.unit()).stream())
        .findFirst();
  }

  /** Bytes a second and counts a second, which no metric has by itself. */
  private Optional<Unit> ofRate(Expr expr) {
    return switch (expr) {
      case Paren p -> ofRate(p.expr());
      case Aggregation a -> ofRate(a.expr());
      case Call c when c.function().name().endsWith("rate") ->
          switch (Units.of(c.arguments().getFirst(), metrics).orElse("")) {
            case "bytes" -> Optional.of(Unit.BYTES_PER_SECOND);
            case "none" -> Optional.of(Unit.PER_SECOND);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static Optional<Unit> word(String word) {
    return List.of(Unit.values()).stream().filter(u -> u.toString().equals(word)).findFirst();
  }
}
