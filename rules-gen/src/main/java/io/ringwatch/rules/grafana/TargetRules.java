package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Linter.Breach;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.LabelMatcher.Operator;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules {@code target-*}: the queries of panels. */
final class TargetRules {
  private static final Set<String> RATES = Set.of("rate", "irate");
  private static final Set<String> OF_COUNTERS = Set.of("rate", "irate", "increase", "resets");

  /** Series that have the labels of whatever alert fires. */
  private static final Set<String> OF_ALERTS = Set.of("ALERTS", "ALERTS_FOR_STATE");

  private final Metrics metrics;
  private final Set<String> ofSignals = new HashSet<>();
  private final Set<String> labels = new TreeSet<>();

  TargetRules(Linter.Known known) {
    this.metrics = known.metrics();
    for (var signal : known.signals()) {
      signal.all().forEach(part -> range(part).ifPresent(ofSignals::add));
    }
  }

  /** {@code metric[PT5M]}. */
  private static Optional<String> range(Expr expr) {
    return expr instanceof MatrixSelector m
        ? m.vector().metric().map(metric -> metric + "[" + m.range() + "]")
        : Optional.empty();
  }

  /** Those of {@link Linter#LABELS} that some series have of what was looked at so far. */
  Set<String> labels() {
    return labels;
  }

  /**
   * The breaches of one query.
   *
   * @param panel what messages call it
   */
  List<Breach> breaches(Json target, String panel) {
    var query = target.string("expr");
    var where = panel + ", query " + target.string("refId") + ": ";
    try {
      var expr = Promql.parse(query, Dialect.ANY);
      List<Breach> breaches = new ArrayList<>();
      References.of(expr).selectors().forEach(s -> narrowed(s, where, breaches));
      ranges(expr, query, where, breaches);
      counters(expr, false, where, breaches);
      return breaches;
    } catch (PromqlException e) {
      return List.of(new Breach("target-promql", where + e.getMessage()));
    }
  }

  /** What asks for one value of the label itself is narrow enough. */
  private void narrowed(VectorSelector selector, String where, List<Breach> breaches) {
    for (var label : Linter.LABELS) {
      if (has(selector, label)) {
        labels.add(label);
        boolean asked =
            selector.matchers().stream()
                .filter(m -> m.label().equals(label))
                .anyMatch(m -> m.operator() == Operator.EQUAL || m.value().equals("$" + label));
        if (!asked) {
          var message = selector.name() + " has to be narrowed: " + label + "=~\"$" + label + "\"";
          breaches.add(new Breach("target-" + label, where + message));
        }
      }
    }
  }

  private boolean has(VectorSelector selector, String label) {
    var name = selector.metric().filter(n -> !OF_ALERTS.contains(n));
    return name.flatMap(metrics::metric).filter(m -> m.labels().contains(label)).isPresent();
  }

  private void ranges(Expr expr, String query, String where, List<Breach> breaches) {
    for (var part : expr.all()) {
      if (part instanceof Call c
          && RATES.contains(c.function().name())
          && c.arguments().getFirst() instanceof MatrixSelector m
          && !query.substring(m.span().start(), m.span().end()).contains("$__rate_interval")
          && range(m).filter(ofSignals::contains).isEmpty()) {
        var message = c.function().name() + " has to look back over $__rate_interval";
        breaches.add(new Breach("target-rate-interval", where + message));
      }
    }
  }

  /** A counter by itself only rises. */
  private void counters(Expr expr, boolean within, String where, List<Breach> breaches) {
    boolean inside =
        within || (expr instanceof Call c && OF_COUNTERS.contains(c.function().name()));
    if (!inside && expr instanceof VectorSelector v && isCounter(v.metric())) {
      var message = v.name() + " only rises: take its rate, or its increase";
      breaches.add(new Breach("target-counter-agg", where + message));
    }
    expr.parts().forEach(part -> counters(part, inside, where, breaches));
  }

  private boolean isCounter(Optional<String> name) {
    return name.filter(n -> n.endsWith("_total"))
        .filter(n -> metrics.metric(n).filter(m -> m.type() != Metrics.Type.COUNTER).isEmpty())
        .isPresent();
  }
}
