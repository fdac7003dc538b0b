package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A spec, checked, as packs of rules. Every problem of every pack is found in one run. */
final class Compilation {
  private final List<String> severities;
  private final String runbooks;
  private final Findings findings = new Findings();
  private final Catalogues catalogues = new Catalogues(findings);
  private final Set<String> names = new HashSet<>();
  private final List<DashboardQueries.Shown> shown = new ArrayList<>();

  private Compilation(Spec.Entry entry) {
    this.severities = entry.severities();
    this.runbooks = entry.links().flatMap(Links::runbooks).orElse("docs/runbooks/");
  }

  /**
   * Compiles all packs. Where a catalogue is missing, its metrics are not reported as unknown, too.
   *
   * @throws ConfigException with every problem
   */
  static Suite of(Spec spec) throws ConfigException {
    var compilation = new Compilation(spec.entry());
    spec.packs().forEach(included -> compilation.catalogues(included.pack()));
    compilation.findings.throwIfAny();
    var packs = spec.packs().stream().map(compilation::pack).toList();
    var dashboards = new Dashboards(spec, compilation.shown, compilation.findings).all();
    var suite =
        new Suite(
            spec,
            packs,
            compilation.catalogues.all(),
            dashboards,
            compilation.findings.warnings());
    Silencing.check(suite, compilation.findings);
    Routing.check(suite, compilation.findings);
    Scraping.check(suite, compilation.findings);
    compilation.findings.throwIfAny();
    return suite;
  }

  private RulePack pack(Spec.Included included) {
    var pack = included.pack();
    named(pack.pack().value(), "[a-z][a-z0-9_]*", pack.pack().place());
    parametersHold(pack);
    var contract = new Contract(catalogues(pack), pack.identity());
    var expressions = new Expressions(pack, contract, findings);
    pack.signals().forEach((name, signal) -> signalFits(name, signal, expressions, contract));
    var page = runbooks + pack.pack().value() + ".md#";
    var alerts = new Alerts(pack, expressions, findings, page);
    var checks = new AlertChecks(pack, contract, findings);
    List<Rule> rules = new ArrayList<>();
    pack.alerts()
        .forEach(
            (name, alert) -> {
              named(name, "[A-Z][A-Za-z0-9]*", alert.place());
              var severity = alert.severity();
              findings.known("unknown severity", severity.value(), severities, severity.place());
              var rule = alerts.rule(name, alert);
              checks.check(alert, rule);
              rules.add(included.changed() ? rule.withoutTexts() : rule);
            });
    var checked =
        new RulePack(
            pack.pack().value(),
            included.file(),
            pack.scrape(),
            pack.interval(),
            signals(pack, expressions),
            rules);
    shown.add(new DashboardQueries.Shown(pack, checked, contract));
    return checked;
  }

  private static Map<String, RulePack.Signal> signals(Pack pack, Expressions expressions) {
    Map<String, RulePack.Signal> signals = new LinkedHashMap<>();
    for (var name : pack.signals().keySet()) {
      expressions
          .signal(name)
          .map(s -> new RulePack.Signal(s.text(), expressions.unit(name), s.labels()))
          .ifPresent(signal -> signals.put(name, signal));
    }
    return signals;
  }

  private void named(String name, String shape, Place place) {
    if (!name.matches(shape)) {
      findings.add(place, "'" + name + "' is not a name of the shape " + shape);
    }
    if (!names.add(name)) {
      findings.add(place, "'" + name + "' is taken already: choose another name");
    }
  }

  private List<Catalogue> catalogues(Pack pack) {
    return pack.catalogues().stream().flatMap(name -> catalogues.named(name).stream()).toList();
  }

  private void parametersHold(Pack pack) {
    pack.params().forEach(this::parameterHolds);
  }

  private void parameterHolds(String name, Pack.Param param) {
    var standard = param.standard();
    var min = param.min().orElse(standard);
    if (standard.value().compareTo(min.value()) < 0) {
      var message = name + ": " + standard.written() + " is below its minimum, " + min.written();
      findings.add(param.place(), message);
    }
  }

  private void signalFits(
      String name, Pack.Signal signal, Expressions expressions, Contract contract) {
    if (contract.metric(name).isPresent()) {
      findings.add(signal.place(), "'" + name + "' is a metric: choose another name");
    }
    for (var checked : expressions.signal(name).stream().toList()) {
      var derived = expressions.unit(checked.expr());
      boolean fits = signal.unit().isEmpty() || derived.isEmpty() || derived.equals(signal.unit());
      if (!fits && !isPart(derived.get(), signal.unit().get())) {
        var has = checked.text().strip() + " has " + derived.get();
        findings.add(signal.place(), "unit: " + has + ", not " + signal.unit().get());
      }
    }
  }

  /** A count over a count, or a mean of zeros and ones, is a part if whoever writes it says so. */
  private static boolean isPart(Pack.Unit derived, Pack.Unit said) {
    return derived == Pack.Unit.NONE && said == Pack.Unit.RATIO;
  }
}
