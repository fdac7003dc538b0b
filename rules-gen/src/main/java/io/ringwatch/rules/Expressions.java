package io.ringwatch.rules;

import static io.ringwatch.rules.Pack.Unit.NONE;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Hints;
import io.ringwatch.rules.promql.LabelFlow;
import io.ringwatch.rules.promql.Promql;
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
  /**
   * An expression without a fault.
   *
   * @param text PromQL, without signals and parameters
   * @param expr the same
   * @param metrics all that it reads
   * @param signals those it was written with, in order
   * @param labels those of its series, the target's first
   */
  record Checked(
      String text, Expr expr, Set<String> metrics, List<String> signals, List<String> labels) {}

  /** The oldest Prometheus that the rules have to run on. */
  static final Dialect DIALECT = Dialect.PROMETHEUS_2_42;

  private static final int LONGEST = 20_000;
  static final String SIGNAL = "expr";

  private final Pack pack;
  private final Contract contract;
  private final Recordings recordings;
  private final Findings findings;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, Checked> signals = new LinkedHashMap<>();
  private final Map<String, Checked> recorded = new LinkedHashMap<>();
  private final Map<String, Placed<String>> open = new LinkedHashMap<>();
  private final Set<String> underway = new HashSet<>();
  private final Set<String> faulty = new LinkedHashSet<>();
  private final Remarking remarking;
  private final Set<String> uses = new LinkedHashSet<>();

  Expressions(Pack pack, Contract contract, Recordings recordings, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.recordings = recordings;
    this.findings = findings;
    this.remarking = new Remarking(contract, pack.scrape(), findings);
    pack.params().forEach((name, p) -> parameters.put(name, Quantity.plain(p.standard().value())));
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
    } else if (series != null) {
      unitFits(series.unit(), checked, series.place());
      record(name, series, checked);
    }
  }

  private void unitFits(Optional<Pack.Unit> given, Checked checked, Place place) {
    var derived = unit(checked.expr()).filter(d -> given.filter(d::contradicts).isPresent());
    if (derived.isPresent()) {
      var has = checked.text.strip() + " has " + derived.get();
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
      var sketch = Promql.sketch(expr.value(), DIALECT);
      var references = References.of(sketch);
      references.names().forEach(this::declare);
      int before = findings.count();
      namesExist(references, expr.place(), key);
      parametersExist(references.parameters(), expr.place(), key);
      Continuation.misfits(sketch, name -> signal(name).map(Checked::expr))
          .forEach(misfit -> findings.add(expr.place(), key + ": " + misfit));
      boolean onFaulty = references.names().stream().anyMatch(faulty::contains);
      return onFaulty || findings.count() > before
          ? Optional.empty()
          : expanded(expr, key).flatMap(text -> understood(text, references, expr, key));
    } catch (PromqlException e) {
      findings.add(expr.place(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What it expands to has to be PromQL whose labels exist and whose conditions can hold. */
  private Optional<Checked> understood(
      String text, References references, Placed<String> expr, String key) {
    int before = findings.count();
    try {
      var whole = Promql.parse(text, DIALECT);
      var flow = LabelFlow.of(whole, contract::facts);
      for (var missing : flow.missing()) {
        labelExists(missing.label(), contract.visible(missing.there()), expr.place(), key);
      }
      for (var hint : Hints.of(whole, contract::facts)) {
        findings.add(expr.place(), key + ": " + hint.message() + of(text, expr));
      }
      remarking.remark(whole, expr.place(), key);
      var metrics = metrics(references);
      recordings.packs(metrics).stream()
          .filter(p -> !p.equals(pack.pack().value()))
          .forEach(uses::add);
      return findings.count() > before
          ? Optional.empty()
          : Optional.of(
              new Checked(text, whole, metrics, used(references), contract.visible(flow.labels())));
    } catch (PromqlException e) {
      findings.add(expr.place(), key + ": " + e.getMessage() + of(text, expr));
      return Optional.empty();
    }
  }

  private static String of(String text, Placed<String> expr) {
    return text.equals(expr.value()) ? "" : ", in " + text.strip().replaceAll("\\s+", " ");
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

  private Optional<String> expanded(Placed<String> expr, String key) throws PromqlException {
    Map<String, String> expressions = new LinkedHashMap<>();
    signals.forEach((name, checked) -> expressions.put(name, checked.text));
    var text = Substitution.apply(expr.value(), DIALECT, expressions, parameters);
    if (text.length() > LONGEST) {
      findings.add(expr.place(), key + ": longer than " + LONGEST + " characters when expanded");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private void namesExist(References references, Place place, String key) {
    List<String> known = new ArrayList<>(signals.keySet());
    known.addAll(contract.names());
    var unknown = key + ": unknown metric or signal";
    for (var name : references.names()) {
      if (underway.contains(name)) {
        findings.add(place, key + ": '" + name + "' is made of itself");
      } else if (!faulty.contains(name) && !known.contains(name)) {
        Catalogues.withMetric(name)
            .ifPresentOrElse(
                has ->
                    findings.add(
                        place, unknown + " '" + name + "' (add '" + has + "' to catalogues)"),
                () -> findings.known(unknown, name, known, place));
      }
    }
  }

  private Set<String> metrics(References references) {
    Set<String> metrics = new LinkedHashSet<>();
    for (var name : references.names()) {
      signal(name).ifPresentOrElse(s -> metrics.addAll(s.metrics), () -> metrics.add(name));
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
