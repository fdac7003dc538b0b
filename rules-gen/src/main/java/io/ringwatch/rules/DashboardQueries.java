package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Linter;
import io.ringwatch.rules.grafana.Unit;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Hints;
import io.ringwatch.rules.promql.LabelFlow;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.LabelMatcher.Operator;
import io.ringwatch.rules.promql.Labels;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Narrowing;
import io.ringwatch.rules.promql.Parsed;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.rules.promql.Substitution;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the PromQL of one dashboard, and narrows it to what people choose above the panels. */
final class DashboardQueries {
  /**
   * A pack that a dashboard shows.
   *
   * @param checked its signals, expanded; one with a fault is missing
   */
  record Shown(Pack pack, RulePack checked, Contract contract) {}

  /**
   * A query without a fault.
   *
   * @param text for Grafana, narrowed
   * @param expr before that
   * @param unit if its metrics tell it
   */
  record Query(String text, Expr expr, Labels labels, Optional<Unit> unit) {}

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");

  /** Whose labels are those of the alert that fires, whatever they are. */
  private static final String ALERTS = "ALERTS";

  private final List<Shown> packs;
  private final Findings findings;
  private final Dialect dialect;
  private final Counted counted = new Counted(this::facts);
  private final Map<String, Parsed> signals = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Map<String, Parsed> parameters = new LinkedHashMap<>();
  private final Set<String> faulty = new LinkedHashSet<>();

  /** Labels by the variable that narrows them, those that are known so far. */
  private final Map<String, String> variables = new LinkedHashMap<>();

  DashboardQueries(List<Shown> packs, Findings findings) {
    this.packs = packs;
    this.findings = findings;
    this.dialect =
        packs.stream()
            .findFirst()
            .map(p -> p.contract().release().panels())
            .orElse(Dialect.GRAFANA);
    packs.forEach(this::declare);
  }

  /** A parameter that two packs call alike is the first one's. */
  private void declare(Shown shown) {
    shown
        .pack()
        .params()
        .forEach((name, p) -> parameters.putIfAbsent(name, Parsed.number(p.standard().value())));
    for (var name : shown.pack().signals().keySet()) {
      var full = shown.checked().name() + ":" + name;
      var signal = shown.checked().signals().get(name);
      if (signal == null) {
        faulty.add(full);
      } else {
        signals.put(full, signal.checked().whole());
        units.put(full, Unit.valueOf(signal.unit().name()));
      }
    }
  }

  /** What the packs know of what is shown. */
  Linter.Known known() {
    return new Linter.Known(this::facts, signals.values().stream().map(Parsed::expr).toList());
  }

  void narrowBy(String variable, String label) {
    variables.put(variable, label);
  }

  Set<String> variables() {
    return variables.keySet();
  }

  /** The help of the only metric that a query reads. */
  Optional<String> help(Expr expr) {
    var names = References.of(expr).names().stream().distinct().toList();
    return names.size() == 1
        ? metric(names.getFirst()).map(Catalogue.Metric::help).filter(h -> !h.isEmpty())
        : Optional.empty();
  }

  /** Whether a native histogram is among what a query reads. */
  boolean readsHistogram(Expr expr) {
    return References.of(expr).names().stream()
        .flatMap(name -> facts(name).stream())
        .anyMatch(metric -> metric.type() == Metrics.Type.HISTOGRAM);
  }

  /** What the bounds of the buckets count that a query reads. */
  Optional<Unit> ofBuckets(Expr expr) {
    return counted.ofBuckets(expr);
  }

  /** Empty if there is a fault, which is then among the problems. */
  Optional<Query> check(Placed<String> query, String key) {
    try {
      var written = Parsed.sketch(query.value(), dialect);
      var references = References.of(written.expr());
      int before = findings.count();
      namesExist(references, query.place(), key);
      variablesExist(references, query.place(), key);
      boolean onFaulty = references.names().stream().anyMatch(faulty::contains);
      return onFaulty || findings.count() > before
          ? Optional.empty()
          : understood(written, query.place(), key);
    } catch (PromqlException e) {
      findings.add(query.place(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Query> understood(Parsed written, Place place, String key)
      throws PromqlException {
    int before = findings.count();
    var whole = Parsed.parse(Substitution.apply(written, signals, parameters), dialect);
    var expr = whole.expr();
    var flow = LabelFlow.of(expr, this::facts);
    for (var missing : flow.missing()) {
      labelExists(missing.label(), missing.there(), place, key);
    }
    for (var hint : Hints.of(expr, this::facts)) {
      findings.add(place, key + ": " + hint.message());
    }
    if (findings.count() > before) {
      return Optional.empty();
    }
    var narrowed = Narrowing.apply(whole, this::matchers);
    return Optional.of(new Query(narrowed, expr, flow.labels(), unit(written.text(), expr)));
  }

  void labelExists(String label, Labels there, Place place, String key) {
    if (!there.canHave(label)) {
      var known = there.known().stream().filter(l -> !l.equals(LabelMatcher.NAME)).sorted();
      findings.known(key + ": unknown label", label, known.toList(), place);
    }
  }

  private void namesExist(References references, Place place, String key) {
    references.names().stream()
        .filter(name -> !faulty.contains(name) && !signals.containsKey(name))
        .filter(name -> facts(name).isEmpty())
        .forEach(name -> findings.known(key + ": unknown metric or signal", name, names(), place));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(signals.keySet());
    packs.forEach(p -> names.addAll(p.contract().names()));
    return names;
  }

  /** In the place of a number stands a pack's parameter, in a matcher a variable of Grafana. */
  private void variablesExist(References references, Place place, String key) {
    var known = parameters.keySet();
    references
        .parameters()
        .forEach(name -> findings.known(key + ": unknown parameter", name, known, place));
    references.selectors().stream()
        .flatMap(s -> s.matchers().stream())
        .flatMap(m -> VARIABLE.matcher(m.value()).results())
        .map(r -> r.group(1))
        .filter(name -> !name.startsWith("__"))
        .forEach(name -> findings.known(key + ": unknown variable", name, variables(), place));
  }

  /**
   * For each variable whose label the series have, unless the query asks for one value of it or for
   * a variable.
   */
  private List<String> matchers(VectorSelector selector) {
    var metric = selector.metric().filter(name -> !name.equals(ALERTS)).flatMap(this::facts);
    var asked =
        selector.matchers().stream()
            .filter(m -> m.operator() == Operator.EQUAL || m.value().contains("$"))
            .map(LabelMatcher::label)
            .toList();
    return variables.entrySet().stream()
        .filter(v -> metric.filter(m -> m.labels().contains(v.getValue())).isPresent())
        .filter(v -> !asked.contains(v.getValue()))
        .map(v -> v.getValue() + "=~\"$" + v.getKey() + "\"")
        .toList();
  }

  private Optional<Unit> unit(String written, Expr expr) {
    var ofSignal = Optional.ofNullable(units.get(written.strip())).filter(u -> u != Unit.NONE);
    return ofSignal.or(() -> counted.of(expr));
  }

  private Optional<Catalogue.Metric> metric(String name) {
    return packs.stream().flatMap(p -> p.contract().metric(name).stream()).findFirst();
  }

  private Optional<Metrics.Metric> facts(String name) {
    return packs.stream()
        .flatMap(
            p -> p.contract().facts(name).or(() -> nativeHistogram(p.contract(), name)).stream())
        .findFirst();
  }

  /** A histogram by its own name, as which Prometheus keeps native ones. */
  private static Optional<Metrics.Metric> nativeHistogram(Contract contract, String name) {
    return contract
        .facts(name + "_bucket")
        .flatMap(_ -> contract.facts(name + "_sum"))
        .map(sum -> new Metrics.Metric(Metrics.Type.HISTOGRAM, sum.unit(), sum.labels()));
  }
}
