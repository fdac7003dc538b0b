package io.ringwatch.rules;

import static io.ringwatch.rules.Pack.Unit.NONE;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.LabelFlow;
import io.ringwatch.rules.promql.Parsed;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.rules.promql.Substitution;
import io.ringwatch.rules.promql.Units;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the PromQL of one pack against the contract and the pack's own names, and expands it. */
final class Expressions {
  /** The oldest Prometheus that rules may run on; expressions are printed as it does. */
  static final Dialect DIALECT = Dialect.PROMETHEUS_2_42;

  private static final int LONGEST = 20_000;
  static final String SIGNAL = "expr";

  private final Pack pack;
  private final Contract contract;
  private final Recordings recordings;
  private final Findings findings;
  private final Map<String, Parsed> parameters = new LinkedHashMap<>();
  private final Map<String, Checked> signals = new LinkedHashMap<>();

  /** What their names stand for. */
  private final Map<String, Parsed> expansions = new LinkedHashMap<>();

  private final Map<String, Checked> recorded = new LinkedHashMap<>();
  private final Map<String, Placed<String>> open = new LinkedHashMap<>();
  private final Set<String> underway = new HashSet<>();
  private final Set<String> faulty = new LinkedHashSet<>();
  private final ExpressionChecks checks;
  private final Set<String> uses = new LinkedHashSet<>();

  Expressions(Pack pack, Contract contract, Recordings recordings, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.recordings = recordings;
    this.findings = findings;
    this.checks = new ExpressionChecks(contract, pack.scrape(), findings);
    pack.params().forEach((name, p) -> parameters.put(name, Parsed.number(p.standard().value())));
    pack.signals().forEach((name, signal) -> open.put(name, signal.expr()));
    pack.records().forEach((name, series) -> open.put(name, series.expr()));
    open.keySet().removeIf(name -> !Catalogue.Metric.isName(name));
    List.copyOf(open.keySet()).forEach(this::declare);
  }

  /** Signals and recorded series may use each other in any order, but not in a circle. */
  private void declare(String name) {
    var expr = open.remove(name);
    if (expr == null) {
      return;
    }
    underway.add(name);
    check(expr, SIGNAL).ifPresentOrElse(checked -> declared(name, checked), () -> faulty.add(name));
    underway.remove(name);
  }

  private void declared(String name, Checked checked) {
    var signal = pack.signals().get(name);
    var series = pack.records().get(name);
    if (signal != null) {
      unitFits(signal.unit(), checked, signal.place());
      signals.put(name, checked);
      expansions.put(name, checked.whole());
    } else if (series != null) {
      unitFits(series.unit(), checked, series.place());
      record(name, series, checked);
    }
  }

  private void unitFits(Optional<Pack.Unit> given, Checked checked, Place place) {
    var derived = unit(checked.expr()).filter(d -> given.filter(d::contradicts).isPresent());
    if (derived.isPresent()) {
      var has = checked.text().strip() + " has " + derived.get();
      findings.add(place, "unit: " + has + ", not " + given.orElse(NONE));
    }
  }

  private void record(String name, Pack.Recorded series, Checked checked) {
    var unit = series.unit().or(() -> unit(checked.expr())).orElse(NONE);
    var metric = Catalogue.Metric.recorded(name, unit, series.help(), checked.labels());
    recorded.put(name, checked);
    recordings.add(metric, checked, contract, pack.pack().value());
    contract.record(metric);
  }

  /** The recorded series, each after those that it reads. */
  Map<String, Checked> recorded() {
    return Collections.unmodifiableMap(recorded);
  }

  Recordings recordings() {
    return recordings;
  }

  /** Other packs whose rules have to run for these. */
  List<String> uses() {
    return List.copyOf(uses);
  }

  Optional<Checked> signal(String name) {
    return Optional.ofNullable(signals.get(name));
  }

  /** Empty if there is a fault, which is then among the problems. */
  Optional<Checked> check(Placed<String> expr, String key) {
    try {
      var written = Parsed.sketch(expr.value(), contract.release().rules());
      var references = References.of(written.expr());
      references.names().forEach(this::declare);
      int before = findings.count();
      namesExist(references, expr.place(), key);
      parametersExist(references.parameters(), expr.place(), key);
      Continuation.misfits(written.expr(), name -> signal(name).map(Checked::expr))
          .forEach(misfit -> findings.add(expr.place(), key + ": " + misfit));
      boolean onFaulty = references.names().stream().anyMatch(faulty::contains);
      return onFaulty || findings.count() > before
          ? Optional.empty()
          : expanded(written, references, expr, key);
    } catch (PromqlException e) {
      findings.add(expr.place(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What it expands to has to be PromQL, and to make sense. */
  private Optional<Checked> expanded(
      Parsed written, References references, Placed<String> expr, String key) {
    var text = Substitution.apply(written, expansions, parameters);
    if (text.length() > LONGEST) {
      findings.add(expr.place(), key + ": longer than " + LONGEST + " characters when expanded");
      return Optional.empty();
    }
    try {
      var whole = Parsed.parse(text, contract.release().rules());
      int before = findings.count();
      var labels = checks.labels(whole, expr, key);
      var metrics = metrics(references);
      recordings.packs(metrics).stream()
          .filter(p -> !p.equals(pack.pack().value()))
          .forEach(uses::add);
      return findings.count() > before
          ? Optional.empty()
          : Optional.of(new Checked(written, whole, metrics, used(references), labels));
    } catch (PromqlException e) {
      var in = ExpressionChecks.in(text, expr);
      findings.add(expr.place(), key + ": " + e.getMessage() + in);
      return Optional.empty();
    }
  }

  /** Of the series that come out, the target's first. */
  List<String> labels(Expr expr) {
    return contract.visible(LabelFlow.of(expr, contract::facts).labels());
  }

  /** What is counted, if that follows from the metrics. */
  Optional<Pack.Unit> unit(Expr expr) {
    return Units.of(expr, contract::facts).flatMap(Pack.Unit::of);
  }

  /** Of a signal: as it says itself, or as it follows. */
  Pack.Unit unit(String signal) {
    return Optional.ofNullable(pack.signals().get(signal))
        .flatMap(Pack.Signal::unit)
        .or(() -> signal(signal).flatMap(s -> unit(s.expr())))
        .orElse(NONE);
  }

  Contract contract() {
    return contract;
  }

  void parametersExist(Collection<String> names, Place place, String key) {
    var known = parameters.keySet();
    names.forEach(name -> findings.known(key + ": unknown parameter", name, known, place));
  }

  private void namesExist(References references, Place place, String key) {
    for (var name : references.names()) {
      if (underway.contains(name)) {
        findings.add(place, key + ": '" + name + "' is made of itself");
      } else if (!faulty.contains(name) && !isKnown(name)) {
        unknown(name, place, key);
      }
    }
  }

  private boolean isKnown(String name) {
    return signals.containsKey(name) || contract.metric(name).isPresent();
  }

  private void unknown(String name, Place place, String key) {
    var what = key + ": unknown metric or signal";
    List<String> known = new ArrayList<>(signals.keySet());
    known.addAll(contract.names());
    Catalogues.withMetric(name)
        .ifPresentOrElse(
            has -> findings.add(place, what + " '" + name + "' (add '" + has + "' to catalogues)"),
            () -> findings.known(what, name, known, place));
  }

  private Set<String> metrics(References references) {
    Set<String> metrics = new LinkedHashSet<>();
    for (var name : references.names()) {
      signal(name).ifPresentOrElse(s -> metrics.addAll(s.metrics()), () -> metrics.add(name));
    }
    return metrics;
  }

  void labelExists(String label, Collection<String> known, Place place, String key) {
    findings.known(key + ": unknown label", label, known, place);
  }

  private List<String> used(References references) {
    return references.names().stream().filter(signals::containsKey).distinct().toList();
  }
}
