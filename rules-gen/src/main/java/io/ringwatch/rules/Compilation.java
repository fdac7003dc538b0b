package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A spec, checked, as packs of rules. Every problem of every pack is found in one run. */
final class Compilation {
  private static final Pattern PACK = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern ALERT = Pattern.compile("[A-Z][A-Za-z0-9]*");

  private final List<String> severities;
  private final Release release;
  private final AlertLinks links;
  private final Findings findings = new Findings();
  private final Catalogues catalogues = new Catalogues(findings);
  private final Recordings recordings = new Recordings();
  private final Set<String> names = new HashSet<>();
  private final List<Spec.Included> compiled = new ArrayList<>();
  private final List<RulePack> packs = new ArrayList<>();
  private final List<DashboardQueries.Shown> shown = new ArrayList<>();

  private Compilation(Spec spec, Optional<Release> asked) {
    this.severities = spec.entry().severities();
    this.release = asked.or(spec.entry()::prometheusVersion).orElse(Release.BOTH);
    this.links = new AlertLinks(spec, new AlertPanels(spec.dashboards(), findings));
  }

  /**
   * Compiles all packs. Where a catalogue is missing, its metrics are not reported as unknown, too.
   *
   * @throws ConfigException with every problem
   */
  static Suite of(Spec spec) throws ConfigException {
    return of(spec, Optional.empty());
  }

  /**
   * The same for another Prometheus than the spec says.
   *
   * @param asked empty for the one that it says
   */
  static Suite of(Spec spec, Optional<Release> asked) throws ConfigException {
    var compilation = new Compilation(spec, asked);
    spec.packs().forEach(included -> compilation.catalogues(included.pack()));
    compilation.findings.throwIfAny();
    spec.packs().forEach(compilation::compile);
    var suite = compilation.suite(spec);
    Silencing.check(suite, compilation.findings);
    Routing.check(suite, compilation.findings);
    Scraping.check(suite, compilation.findings);
    compilation.findings.throwIfAny();
    RawMetrics.check(suite, compilation.findings);
    Unwatched.check(suite, compilation.findings);
    compilation.findings.throwIfAny();
    return suite.with(compilation.findings.warnings());
  }

  private Suite suite(Spec spec) {
    var dashboards = dashboards(spec);
    return new Suite(spec.with(compiled), packs, allCatalogues(), dashboards, List.of());
  }

  private List<Dashboard> dashboards(Spec spec) {
    var alerts = new DashboardAlerts(shown, severities, findings);
    return new Dashboards(spec, shown, alerts, findings).all();
  }

  /** Those that the packs name, then what is recorded. */
  private List<Catalogue> allCatalogues() {
    var recorded = new Catalogue("Recording rules", "", Optional.empty(), recordings.metrics());
    return Stream.concat(catalogues.all().stream(), Stream.of(recorded))
        .filter(catalogue -> !catalogue.metrics().isEmpty())
        .toList();
  }

  /** The pack, and behind it that of its objectives if it has any. */
  private void compile(Spec.Included included) {
    var contract = contract(included.pack());
    add(included, contract);
    BurnRates.of(included, contract, findings)
        .ifPresent(rates -> add(rates, contract(rates.pack())));
  }

  private void add(Spec.Included included, Contract contract) {
    compiled.add(included);
    packs.add(pack(included, contract));
  }

  private RulePack pack(Spec.Included included, Contract contract) {
    var pack = included.pack();
    named(pack.pack().value(), PACK, pack.pack().place());
    parametersHold(pack);
    var expressions = new Expressions(pack, contract, recordings, findings);
    var samples = new Samples(pack, expressions, findings);
    var records = new Records(pack, expressions, samples, findings).all();
    var checked =
        new RulePack(
            pack.pack().value(),
            included.file(),
            pack.scrape(),
            pack.interval(),
            expressions.uses(),
            signals(pack, expressions),
            records,
            rules(included, contract, samples));
    shown.add(new DashboardQueries.Shown(pack, checked, contract));
    return checked;
  }

  private List<Rule> rules(Spec.Included included, Contract contract, Samples samples) {
    var alerts = new Alerts(included, samples, findings, links);
    var checks = new AlertChecks(included.pack(), contract, findings);
    List<Rule> rules = new ArrayList<>();
    for (var entry : included.pack().alerts().entrySet()) {
      var alert = entry.getValue();
      named(entry.getKey(), ALERT, alert.place());
      var severity = included.severity(alert);
      findings.known("unknown severity", severity.value(), severities, severity.place());
      var rule = alerts.rule(entry.getKey(), alert);
      checks.check(alert, rule);
      checks.testsAreMeant(alert, included.changed());
      rules.add(rule);
    }
    return rules;
  }

  private Contract contract(Pack pack) {
    var contract = new Contract(catalogues(pack), pack.identity(), release);
    pack.moreLabels()
        .forEach(
            (name, labels) -> {
              findings.known("more_labels: unknown metric", name, contract.names(), pack.place());
              contract.widen(name, labels);
            });
    recordings.metrics().forEach(contract::record);
    namesAreFree(pack, contract);
    return contract;
  }

  private static Map<String, RulePack.Signal> signals(Pack pack, Expressions expressions) {
    Map<String, RulePack.Signal> signals = new LinkedHashMap<>();
    for (var name : pack.signals().keySet()) {
      expressions
          .signal(name)
          .map(s -> new RulePack.Signal(s, expressions.unit(name)))
          .ifPresent(signal -> signals.put(name, signal));
    }
    return signals;
  }

  private void named(String name, Pattern shape, Place place) {
    if (!shape.matcher(name).matches()) {
      findings.add(place, "'" + name + "' is not a name of the shape " + shape);
    }
    if (!names.add(name)) {
      findings.add(place, "'" + name + "' is taken already: choose another name");
    }
  }

  private void namesAreFree(Pack pack, Contract contract) {
    pack.signals().forEach((name, signal) -> isNoMetric(name, signal.place(), contract));
    for (var series : pack.records().entrySet()) {
      var name = series.getKey();
      var place = series.getValue().place();
      named(name, Catalogue.Metric.NAME, place);
      isNoMetric(name, place, contract);
      if (pack.signals().containsKey(name)) {
        findings.add(place, "'" + name + "' is a signal, too: choose another name");
      }
    }
  }

  private void isNoMetric(String name, Place place, Contract contract) {
    if (contract.metric(name).isPresent()) {
      findings.add(place, "'" + name + "' is a metric: choose another name");
    }
  }

  private List<Catalogue> catalogues(Pack pack) {
    return pack.catalogues().stream().flatMap(name -> catalogues.named(name).stream()).toList();
  }

  private void parametersHold(Pack pack) {
    pack.params()
        .forEach(
            (name, param) ->
                param
                    .objection(param.standard())
                    .ifPresent(o -> findings.add(param.place(), name + ": " + o)));
  }
}
