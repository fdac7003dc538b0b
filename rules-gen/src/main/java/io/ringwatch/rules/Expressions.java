package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Hints;
import io.ringwatch.rules.promql.LabelFlow;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.Labels;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.rules.promql.Remarks;
import io.ringwatch.rules.promql.Shift;
import io.ringwatch.rules.promql.Substitution;
import io.ringwatch.rules.promql.Units;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
  private static final String SIGNAL = "expr";

  private final Pack pack;
  private final Contract contract;
  private final Findings findings;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, Checked> signals = new LinkedHashMap<>();
  private final Set<String> faulty = new LinkedHashSet<>();
  private final Set<String> remarked = new HashSet<>();
  private final Duration scrape;

  Expressions(Pack pack, Contract contract, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.findings = findings;
    this.scrape = pack.scrape();
    pack.params().forEach((name, p) -> parameters.put(name, Quantity.plain(p.standard().value())));
    pack.signals().forEach(this::declare);
  }

  /** A signal may use those that stand above it. */
  private void declare(String name, Pack.Signal signal) {
    check(signal.expr(), SIGNAL)
        .ifPresentOrElse(checked -> signals.put(name, checked), () -> faulty.add(name));
  }

  Optional<Checked> signal(String name) {
    return Optional.ofNullable(signals.get(name));
  }

  /** Empty if there is a fault, which is then among the problems. */
  Optional<Checked> check(Placed<String> expr, String key) {
    try {
      var sketch = Promql.sketch(expr.value(), DIALECT);
      var references = References.of(sketch);
      int before = findings.count();
      namesExist(references, expr.place(), key);
      parametersExist(references.parameters(), expr.place(), key);
      selectorsFit(sketch, expr.place(), key);
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
        labelExists(missing.label(), visible(missing.there()), expr.place(), key);
      }
      for (var hint : Hints.of(whole, contract::facts)) {
        findings.add(expr.place(), key + ": " + hint.message() + of(text, expr));
      }
      remarks(whole, expr.place(), key);
      return findings.count() > before
          ? Optional.empty()
          : Optional.of(
              new Checked(
                  text, whole, metrics(references), used(references), ordered(flow.labels())));
    } catch (PromqlException e) {
      findings.add(expr.place(), key + ": " + e.getMessage() + of(text, expr));
      return Optional.empty();
    }
  }

  /** What an alert has from a signal is told of the signal. */
  private void remarks(Expr whole, Place place, String key) {
    for (var remark : Remarks.of(whole, contract::facts, scrape)) {
      boolean ofSignal = key.equals(SIGNAL);
      if (ofSignal ? !remarked.add(remark.message()) : remarked.contains(remark.message())) {
        continue;
      }
      var message = key + ": " + remark.message();
      if (remark.fault()) {
        findings.add(place, message + " [" + remark.check() + "]");
      } else {
        findings.warn(place, remark.check(), message);
      }
    }
  }

  private static String of(String text, Placed<String> expr) {
    return text.equals(expr.value()) ? "" : ", in " + text.strip().replaceAll("\\s+", " ");
  }

  /** Of the series that come out, the target's first. */
  List<String> labels(Expr expr) {
    return ordered(LabelFlow.of(expr, contract::facts).labels());
  }

  private List<String> ordered(Labels labels) {
    Set<String> ordered = new LinkedHashSet<>(contract.identity());
    ordered.retainAll(labels.known());
    ordered.addAll(visible(labels));
    return List.copyOf(ordered);
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
        .orElse(Pack.Unit.NONE);
  }

  Contract contract() {
    return contract;
  }

  /** The labels that a rule's writer may know; a metric's name is not one of them. */
  private static List<String> visible(Labels labels) {
    return labels.known().stream().filter(l -> !l.equals(LabelMatcher.NAME)).sorted().toList();
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
      if (faulty.contains(name) || known.contains(name)) {
        continue;
      }
      Catalogues.withMetric(name)
          .ifPresentOrElse(
              has -> findings.add(place, unknown + " '" + name + "' (add '" + has + "' to catalogues)"),
              () -> findings.known(unknown, name, known, place));
    }
  }

  /** Labels, a range or a shift after a signal have a meaning only if it is a bare selector. */
  private void selectorsFit(Expr sketch, Place place, String key) throws PromqlException {
    for (var expr : sketch.all()) {
      if (expr instanceof MatrixSelector m) {
        selectorFits(m.vector(), "[", place, key);
      } else if (expr instanceof VectorSelector v && !v.matchers().isEmpty()) {
        selectorFits(v, "{", place, key);
      } else if (expr instanceof VectorSelector v && !v.shift().equals(Shift.NONE)) {
        selectorFits(v, v.shift().offset().isPresent() ? "offset" : "@", place, key);
      }
    }
  }

  private void selectorFits(VectorSelector selector, String next, Place place, String key)
      throws PromqlException {
    var signal = signal(selector.name());
    if (signal.isPresent()) {
      var fits =
          Promql.sketch(signal.get().text, DIALECT) instanceof VectorSelector v
              && v.shift().equals(Shift.NONE)
              && (v.matchers().isEmpty() || !next.equals("{"));
      if (!fits) {
        var message = "'" + selector.name() + "' is an expression: '" + next + "' cannot follow it";
        findings.add(place, key + ": " + message);
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
