package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Panel;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Metrics of our exporters that neither a rule nor a panel uses. A spec that lists them under
 * {@code raw} has to list them all, so that a new metric is not forgotten.
 */
final class RawMetrics {
  private static final String CHECK = "metrics/raw";

  private final Suite suite;
  private final Findings findings;
  private final Set<String> used = new LinkedHashSet<>();

  private RawMetrics(Suite suite, Findings findings) {
    this.suite = suite;
    this.findings = findings;
    for (var pack : suite.packs()) {
      pack.rules().forEach(rule -> rule.when().ifPresent(w -> used.addAll(w.metrics())));
      pack.records().forEach(series -> used.addAll(series.checked().metrics()));
      pack.records().forEach(series -> used.add(series.name()));
    }
    for (var dashboard : suite.dashboards()) {
      dashboard.panels().stream().flatMap(p -> p.series().stream()).forEach(this::use);
    }
  }

  private void use(Panel.Series series) {
    try {
      used.addAll(References.of(Promql.sketch(series.expr(), Dialect.ANY)).names());
    } catch (PromqlException e) {
      throw new IllegalStateException(series.expr() + " was checked", e);
    }
  }

  /** Nothing where the spec lists none. */
  static void check(Suite suite, Findings findings) {
    if (!suite.spec().entry().raw().isEmpty()) {
      new RawMetrics(suite, findings).check();
    }
  }

  private void check() {
    var raw = suite.spec().entry().raw();
    var ours = suite.catalogues().stream().filter(Catalogue::isOurs).toList();
    var metrics = ours.stream().flatMap(c -> c.metrics().stream()).toList();
    var names = metrics.stream().map(Catalogue.Metric::name).toList();
    raw.forEach(
        (name, reason) -> findings.known("raw: unknown metric", name, names, reason.place()));
    for (var metric : metrics) {
      var reason = raw.get(metric.name());
      if (reason == null && !isUsed(metric)) {
        findings.warn(
            suite.spec().entry().place(),
            CHECK,
            metric.name() + " is in no rule and no panel: use it, or say under 'raw' why not");
      } else if (reason != null && isUsed(metric)) {
        findings.warn(reason.place(), CHECK, "raw: " + metric.name() + " is used: drop it here");
      }
    }
  }

  /** A histogram is used by any of its series. */
  private boolean isUsed(Catalogue.Metric metric) {
    var name = metric.name();
    return List.of("", "_bucket", "_sum", "_count").stream().anyMatch(p -> used.contains(name + p));
  }
}
