package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Input;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tests of the alerts of one pack, with their series written out. */
final class Cases {
  private final Pack pack;
  private final Contract contract;
  private final Expressions expressions;
  private final Findings findings;

  Cases(Pack pack, Contract contract, Expressions expressions, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.expressions = expressions;
    this.findings = findings;
  }

  /**
   * Checks and compiles the tests of one alert.
   *
   * @param annotations what the alert says; a test that {@code reads} asserts them with its summary
   */
  List<Case> of(Pack.Alert alert, Set<String> metrics, Map<String, String> annotations) {
    requireBothKinds(alert);
    List<Case> cases = new ArrayList<>();
    for (var test : alert.tests()) {
      Map<String, Input> inputs = new LinkedHashMap<>();
      test.levels().forEach((key, level) -> input(key, level, metrics, inputs));
      if (test.levels().isEmpty()) {
        findings.add(test.place(), "tests: no metric is given: name one of " + metrics);
      }
      cases.add(
          switch (test) {
            case Pack.Fires fires ->
                new Case(true, inputs, seen(fires, annotations), test.because());
            case Pack.Quiet _ -> new Case(false, inputs, Map.of(), test.because());
          });
    }
    return cases;
  }

  private void requireBothKinds(Pack.Alert alert) {
    var fires = alert.tests().stream().filter(Pack.Fires.class::isInstance).toList();
    if (fires.isEmpty()) {
      findings.add(alert.place(), "tests: no test fires the alert: add 'fires: {…}'");
    } else if (fires.stream().noneMatch(f -> ((Pack.Fires) f).reads().isPresent())) {
      var mend = "tests: add 'reads:', the summary that people will see";
      findings.add(fires.getFirst().place(), mend);
    }
    if (fires.size() == alert.tests().size()) {
      findings.add(alert.place(), "tests: none stays quiet: add 'quiet: {…}'");
    }
  }

  private static Map<String, String> seen(Pack.Fires fires, Map<String, String> annotations) {
    if (fires.reads().isEmpty()) {
      return Map.of();
    }
    Map<String, String> seen = new LinkedHashMap<>(annotations);
    seen.put("summary", fires.reads().get());
    return seen;
  }

  private void input(
      String key, Placed<Level> level, Set<String> metrics, Map<String, Input> inputs) {
    expressions.parametersExist(level.value().parameters(), level.place(), key);
    Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    pack.params().forEach((name, p) -> parameters.put(name, p.standard().value()));
    var value = level.value().value(parameters);
    series(key, level.place(), metrics)
        .ifPresent(
            series ->
                inputs.put(series, new Input(value, level.value().ago(), level.value().per())));
  }

  /** {@code up} and {@code up{instance="node-b"}}, with all other labels from the sample. */
  private Optional<String> series(String key, Place place, Set<String> metrics) {
    try {
      var sketch = Promql.sketch(key, Expressions.DIALECT);
      var selector =
          sketch instanceof VectorSelector v ? Optional.of(v) : Optional.<VectorSelector>empty();
      var name = selector.map(VectorSelector::name).orElse("");
      if (!metrics.contains(name)) {
        findings.known(
            "tests: the alert does not read", name.isEmpty() ? key : name, metrics, place);
        return Optional.empty();
      }
      var labels = sample(contract.labels(Set.of(name)));
      for (var matcher : selector.orElseThrow().matchers()) {
        expressions.labelExists(matcher.label(), labels.keySet(), place, "tests");
        labels.put(matcher.label(), matcher.value());
      }
      return Optional.of(series(name, labels));
    } catch (PromqlException e) {
      findings.add(place, "tests: '" + key + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The sample's values of these labels; a label without one is a problem. */
  Map<String, String> sample(List<String> labels) {
    Map<String, String> values = new LinkedHashMap<>();
    for (var label : labels) {
      var value = pack.sample().get(label);
      if (value == null) {
        findings.add(pack.place(), "sample: no value for '" + label + "': the tests need one");
      } else {
        values.put(label, value);
      }
    }
    return values;
  }

  private static String series(String name, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(e -> e.getKey() + "=\"" + escaped(e.getValue()) + "\"")
        .collect(Collectors.joining(", ", name + "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
