package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is known of one alert, for a person at a terminal. */
final class Explanation {
  private final Suite suite;
  private final Spec.Included included;
  private final RulePack.Rule rule;
  private final StringBuilder text = new StringBuilder();

  Explanation(Suite suite, Spec.Included included, RulePack.Rule rule) {
    this.suite = suite;
    this.included = included;
    this.rule = rule;
  }

  String text() {
    var pack = included.pack();
    line("%s (%s, of %s)".formatted(rule.name(), pack.pack().value(), included.file()));
    var alert = Optional.ofNullable(pack.alerts().get(rule.name()));
    alert.ifPresent(a -> line("  " + a.summary().value()));
    section("Condition");
    alert.ifPresent(this::condition);
    line("  " + rule.expr().strip().replaceAll("\\s*\\n\\s*", "\n  "));
    line("  for " + PrometheusDuration.format(rule.hold()));
    if (rule.keepFiring().isPositive()) {
      line("  keeps firing for " + PrometheusDuration.format(rule.keepFiring()));
    }
    section("Metrics");
    rule.when().stream().flatMap(w -> w.metrics().stream()).sorted().forEach(this::metric);
    section("Labels");
    rule.labels().forEach((name, value) -> line("  " + name + ": " + value));
    line("  of the series: " + String.join(", ", rule.identity().keySet()));
    section("Tests");
    line("  " + rule.firing().size() + " fire, " + rule.quiet().size() + " stay quiet");
    silences();
    alert.ifPresent(this::remarks);
    runbook();
    return text.toString();
  }

  /** As it is written, then the signals and parameters that it names. */
  private void condition(Pack.Alert alert) {
    line("  " + alert.when().value().strip());
    for (var name : named(alert.when().value())) {
      var signal = included.pack().signals().get(name);
      var param = included.pack().params().get(name);
      if (signal != null) {
        line("    " + name + " = " + signal.expr().value().strip());
      } else if (param != null) {
        var doc = param.doc().map(d -> " (" + d + ")").orElse("");
        line("    $" + name + " = " + param.standard().written() + doc);
      }
    }
    line("that is");
  }

  /** Signals and parameters, those of the signals behind the signals. */
  private Set<String> named(String expr) {
    try {
      var references = References.of(Promql.sketch(expr, Dialect.ANY));
      Set<String> names = new LinkedHashSet<>();
      for (var name : references.names()) {
        var signal = included.pack().signals().get(name);
        if (signal != null && names.add(name)) {
          names.addAll(named(signal.expr().value()));
        }
      }
      names.addAll(references.parameters());
      return names;
    } catch (PromqlException e) {
      throw new IllegalStateException(e);
    }
  }

  private void metric(String name) {
    for (var catalogue : suite.catalogues()) {
      var contract = new Contract(List.of(catalogue), List.of());
      var metric = contract.metric(name);
      if (metric.isPresent() && name.startsWith(catalogue.namespace())) {
        describe(metric.get(), catalogue.exporter());
        return;
      }
    }
    line("  " + name + ": of Prometheus itself, or recorded");
  }

  private void describe(Catalogue.Metric metric, String exporter) {
    var unit = metric.unit().equals("none") ? "" : ", " + metric.unit();
    line("  " + metric.name() + ": " + metric.type() + unit + ", of " + exporter);
    line("    " + metric.help());
    if (!metric.labels().isEmpty()) {
      line("    labels: " + String.join(", ", metric.labels()));
    }
    metric.when().filter(w -> !w.isEmpty()).ifPresent(when -> line("    with " + when));
  }

  /** What {@code lint} warns of where the alert is written. */
  private void remarks(Pack.Alert alert) {
    var places = List.of(alert.place(), alert.when().place());
    var remarks =
        suite.warnings().stream().filter(w -> w.place().filter(places::contains).isPresent());
    var lines = remarks.map(remark -> "  " + remark).toList();
    if (!lines.isEmpty()) {
      section("Remarks");
      lines.forEach(this::line);
    }
  }

  private void silences() {
    for (var silencing : Silencing.of(suite)) {
      if (silencing.silenced().contains(rule.name())) {
        line("  silenced by " + silencing.source() + equal(silencing));
      }
      if (silencing.source().equals(rule.name())) {
        line("  silences " + String.join(", ", silencing.silenced()) + equal(silencing));
      }
    }
  }

  private static String equal(Silencing silencing) {
    return " (same " + String.join(", ", silencing.equal()) + ")";
  }

  private void runbook() {
    var runbook = rule.runbook();
    section("Meaning");
    line("  " + runbook.why());
    runbook.impact().ifPresent(impact -> line("  " + impact));
    section("Steps");
    runbook.diagnose().forEach(command -> line("  " + command));
    for (int i = 0; i < runbook.steps().size(); i++) {
      line("  " + (i + 1) + ". " + runbook.steps().get(i));
    }
    runbook.escalation().ifPresent(whom -> line("  Then: " + whom));
    Optional.ofNullable(rule.annotations().get("runbook_url")).ifPresent(url -> line("  " + url));
    Optional.ofNullable(rule.annotations().get("dashboard_url")).ifPresent(url -> line("  " + url));
  }

  private void section(String title) {
    text.append('\n');
    line(title);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
