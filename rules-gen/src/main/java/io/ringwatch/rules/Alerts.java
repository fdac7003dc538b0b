package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.RulePack.Runbook;
import io.ringwatch.rules.Written.Alerting;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts of one pack, checked, as rules. */
final class Alerts {
  /**
   * What an alert's texts may speak of.
   *
   * @param labels those of the alert's series
   */
  private record Reach(Pack.Unit unit, List<String> labels) {}

  private final Spec.Included included;
  private final Pack pack;
  private final Samples samples;
  private final Expressions expressions;
  private final Cases cases;
  private final Findings findings;
  private final AlertLinks links;

  Alerts(Spec.Included included, Samples samples, Findings findings, AlertLinks links) {
    this.included = included;
    this.pack = included.pack();
    this.samples = samples;
    this.expressions = samples.expressions();
    this.findings = findings;
    this.links = links;
    this.cases = new Cases(samples, !included.changed(), findings);
  }

  /** Faults are found; the rule is then incomplete. */
  Rule rule(String name, Pack.Alert alert) {
    var hold = alert.hold().orElse(Duration.ZERO);
    var keep = alert.keepFiringFor().orElse(Duration.ZERO);
    alert.lookback().ifPresent(lookback -> wholeScrapes("lookback", lookback, alert.place()));
    wholeScrapes("for", hold, alert.place());
    wholeScrapes("keep_firing_for", keep, alert.place());
    var checked = expressions.check(alert.when(), "when").filter(c -> namesSignal(alert, c));
    var lookback = alert.lookback().or(() -> checked.map(samples::lookback)).orElse(Duration.ZERO);
    var reach = checked.map(this::reach).orElseGet(this::everything);
    var runbook = runbook(alert);
    var home = links.panels().of(pack, alert, checked, expressions);
    var annotations = texts(alert, reach, runbook);
    annotations.put("runbook_url", links.runbook(pack.pack().value(), name));
    home.ifPresent(h -> annotations.put("dashboard_url", links.dashboard(h, reach.labels())));
    var tests = cases.of(alert, checked, annotations);
    var text = checked.map(Checked::text).orElse("");
    return new Rule(
        new Alerting(name, text, hold, keep, labels(alert), annotations),
        checked,
        lookback,
        identity(reach, tests),
        home,
        tests,
        runbook);
  }

  private Map<String, String> identity(Reach reach, List<Case> tests) {
    Map<String, String> identity = new LinkedHashMap<>();
    reach.labels().forEach(label -> identity.put(label, pack.sample().getOrDefault(label, "")));
    tests.stream().filter(Case::fires).findFirst().ifPresent(c -> identity.putAll(c.labels()));
    return identity;
  }

  /** Tests have a sample a scrape: a hold time between two of them cannot be tested. */
  private void wholeScrapes(String key, Duration duration, Place place) {
    if (duration.toMillis() % pack.scrape().toMillis() != 0) {
      var scrape = PrometheusDuration.format(pack.scrape());
      findings.add(place, key + ": has to be a multiple of the scrape interval, " + scrape);
    }
  }

  /** Signals have the names that panels share, and say what is counted. */
  private boolean namesSignal(Pack.Alert alert, Checked when) {
    if (when.signals().isEmpty()) {
      findings.add(alert.when().place(), "when: name a signal, not only metrics");
    }
    return !when.signals().isEmpty();
  }

  /** What the value counts, if that does not follow, tells the first signal of a condition. */
  private Reach reach(Checked when) {
    var signal = when.signals().getFirst();
    var unit =
        expressions
            .unit(when.expr())
            .filter(u -> u != Pack.Unit.NONE)
            .orElseGet(() -> expressions.unit(signal));
    return new Reach(unit, when.labels());
  }

  /** For an alert whose condition has a fault: the rest of it is checked as far as possible. */
  private Reach everything() {
    var contract = expressions.contract();
    return new Reach(Pack.Unit.NONE, contract.labels(contract.names()));
  }

  private Map<String, String> labels(Pack.Alert alert) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("severity", included.severity(alert).value());
    labels.putAll(pack.labels());
    labels.putAll(alert.labels());
    return labels;
  }

  private Map<String, String> texts(Pack.Alert alert, Reach reach, Runbook runbook) {
    Map<String, String> texts = new LinkedHashMap<>();
    var summary = alert.summary();
    texts.put("summary", text(new Template(summary.value()), "summary", summary.place(), reach));
    texts.put("description", runbook.why());
    return texts;
  }

  private Runbook runbook(Pack.Alert alert) {
    if (alert.steps().isEmpty()) {
      findings.add(alert.place(), "do: say what to look at first");
    }
    return new Runbook(
        general(alert.why(), "why"),
        alert.impact().map(impact -> general(impact, "impact")),
        alert.diagnose(),
        alert.steps().stream().map(step -> general(step, "do")).toList(),
        alert.escalation().or(pack::escalation));
  }

  /** What holds for every series, and in the runbook: parameters only. */
  private String general(Placed<String> text, String key) {
    var template = new Template(text.value());
    var labels = template.labels();
    if (!labels.isEmpty() || text.value().contains("{value}")) {
      findings.add(text.place(), key + ": only the summary may speak of one series");
    }
    return text(template, key, text.place(), new Reach(Pack.Unit.NONE, labels));
  }

  private String text(Template template, String key, Place place, Reach reach) {
    for (var label : template.labels()) {
      findings.known(key + ": unknown label", label, reach.labels(), place);
    }
    template
        .malformed()
        .forEach(f -> findings.add(place, key + ": '{" + f + "}' is not a label or {$parameter}"));
    expressions.parametersExist(template.parameters(), place, key);
    return template.render(reach.unit(), pack.params());
  }
}
