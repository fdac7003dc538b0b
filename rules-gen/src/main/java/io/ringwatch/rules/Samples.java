package io.ringwatch.rules;

import io.ringwatch.rules.Boundary.Found;
import io.ringwatch.rules.promql.BinaryOperator;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.LabelMatcher.Operator;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The series of the tests of one pack: its metrics, with the labels of its sample. */
final class Samples {
  private final Pack pack;
  private final Expressions expressions;
  private final Findings findings;
  private final Map<String, BigDecimal> parameters = new LinkedHashMap<>();

  Samples(Pack pack, Expressions expressions, Findings findings) {
    this.pack = pack;
    this.expressions = expressions;
    this.findings = findings;
    pack.params().forEach((name, p) -> parameters.put(name, p.standard().value()));
  }

  /** Whole scrapes that tests have to be warm before an expression sees all that it looks at. */
  Duration lookback(Checked checked) {
    var scrape = pack.scrape();
    long scrapes =
        Math.ceilDiv(
            expressions.recordings().lookback(checked.expr()).toMillis(), scrape.toMillis());
    return scrape.multipliedBy(scrapes);
  }

  Expressions expressions() {
    return expressions;
  }

  /**
   * What a test can give values of, and the labels of each: the metrics that are read, and, in the
   * place of their sources, recorded series.
   */
  Map<String, List<String>> metrics(Checked checked) {
    var metrics = expressions.recordings().sources(checked.metrics(), expressions.contract());
    checked.metrics().forEach(name -> metrics.putIfAbsent(name, labels(name)));
    return metrics;
  }

  /** Whether a test is for the values that the parameters have. */
  boolean isMeant(Pack.Test test) {
    return test.at().entrySet().stream()
        .allMatch(
            e -> {
              var value = e.getValue().value().value();
              return parameters.getOrDefault(e.getKey(), value).compareTo(value) == 0;
            });
  }

  /** For what has a fault: all that could be read. */
  Map<String, List<String>> everything() {
    var names = new LinkedHashSet<>(expressions.contract().names());
    return expressions.recordings().sources(names, expressions.contract());
  }

  Map<Series, Input> inputs(Map<String, Placed<Level>> levels, Map<String, List<String>> metrics) {
    Map<Series, Input> inputs = new LinkedHashMap<>();
    levels.forEach(
        (key, level) -> {
          var input = input(key, level);
          series(key, level.place(), metrics).ifPresent(s -> inputs.put(s, input));
        });
    return inputs;
  }

  private List<String> labels(String metric) {
    return expressions.contract().labels(List.of(metric));
  }

  /** What a series has; a parameter that is not known is a problem. */
  private Input input(String key, Placed<Level> level) {
    var value = level.value();
    expressions.parametersExist(value.parameters(), level.place(), key);
    return new Input(value.start(parameters), value.value(parameters), value.ago(), value.per());
  }

  /** {@code up} and {@code up{instance="node-b"}}, with all other labels from the sample. */
  private Optional<Series> series(String key, Place place, Map<String, List<String>> metrics) {
    try {
      var sketch = Promql.sketch(key, Dialect.ANY);
      var selector =
          sketch instanceof VectorSelector v ? Optional.of(v) : Optional.<VectorSelector>empty();
      var name = selector.map(VectorSelector::name).orElse("");
      var known = metrics.get(name);
      if (known == null) {
        var word = name.isEmpty() ? key : name;
        findings.known("tests: the rule does not read", word, metrics.keySet(), place);
        return Optional.empty();
      }
      var matchers = selector.orElseThrow().matchers();
      matchers.forEach(m -> expressions.labelExists(m.label(), known, place, "tests"));
      return Optional.of(series(name, known, matchers));
    } catch (PromqlException e) {
      findings.add(place, "tests: '" + key + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  private Series series(String metric, List<String> labels, List<LabelMatcher> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (var label : labels) {
      var value =
          given.stream()
              .filter(m -> m.label().equals(label))
              .map(LabelMatcher::value)
              .findFirst()
              .or(() -> sample(label));
      value.ifPresent(v -> values.put(label, v));
    }
    return new Series(metric, values);
  }

  /** The sample's value of a label; to have none is a problem. */
  private Optional<String> sample(String label) {
    var value = Optional.ofNullable(pack.sample().get(label));
    if (value.isEmpty()) {
      findings.add(pack.place(), "sample: no value for '" + label + "': the tests need one");
    }
    return value;
  }

  /** A series that a selector finds; empty if the sample passes not all that it asks. */
  Optional<Found> find(VectorSelector selector) {
    var metric =
        expressions
            .contract()
            .metric(selector.name())
            .filter(m -> expressions.recordings().named(m.name()).isEmpty());
    var equal = selector.matchers().stream().filter(m -> m.operator() == Operator.EQUAL).toList();
    return metric
        .map(m -> new Found(series(m.name(), labels(m.name()), equal), m.unit()))
        .filter(f -> selector.matchers().stream().allMatch(m -> passes(m, f.series())));
  }

  private static boolean passes(LabelMatcher matcher, Series series) {
    return matcher.passes(series.labels().getOrDefault(matcher.label(), ""));
  }

  /**
   * The labels that come out of an expression when the series have these. Of the sides of an {@code
   * or} the first counts that is given all its metrics.
   */
  Map<String, String> outcome(Expr expr, Map<Series, Input> inputs) {
    var branch = branch(expr, inputs);
    Map<String, String> outcome = new LinkedHashMap<>();
    for (var label : expressions.labels(branch)) {
      demanded(label, branch)
          .or(() -> given(label, branch, inputs))
          .or(() -> anyOf(label, inputs))
          .or(() -> sample(label))
          .ifPresent(value -> outcome.put(label, value));
    }
    outcome.values().removeIf(String::isEmpty);
    return outcome;
  }

  private static Expr branch(Expr expr, Map<Series, Input> inputs) {
    return switch (expr) {
      case Paren p -> branch(p.expr(), inputs);
      case Binary b when b.operator() == BinaryOperator.OR -> {
        var left = branch(b.left(), inputs);
        boolean given =
            selectors(left).allMatch(v -> inputs.keySet().stream().anyMatch(s -> isFound(s, v)));
        yield given ? left : branch(b.right(), inputs);
      }
      default -> expr;
    };
  }

  /** What the first selector asks of a label, if that is one value. */
  private static Optional<String> demanded(String label, Expr expr) {
    return selectors(expr).findFirst().stream()
        .flatMap(v -> v.matchers().stream())
        .filter(m -> m.label().equals(label) && m.operator() == Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst();
  }

  /** The value of the first series that has the label, in the order in which they are read. */
  private Optional<String> given(String label, Expr expr, Map<Series, Input> inputs) {
    return selectors(expr)
        .flatMap(v -> inputs.keySet().stream().filter(s -> isFound(s, v)))
        .filter(s -> labels(s.metric()).contains(label))
        .map(s -> s.labels().getOrDefault(label, ""))
        .findFirst();
  }

  /** What is recorded may have its labels from any of its sources. */
  private static Optional<String> anyOf(String label, Map<Series, Input> inputs) {
    return inputs.keySet().stream()
        .flatMap(s -> Optional.ofNullable(s.labels().get(label)).stream())
        .findFirst();
  }

  private static boolean isFound(Series series, VectorSelector selector) {
    return selector.metric().filter(series.metric()::equals).isPresent()
        && selector.matchers().stream()
            .filter(m -> !m.label().equals(LabelMatcher.NAME))
            .allMatch(m -> passes(m, series));
  }

  private static Stream<VectorSelector> selectors(Expr expr) {
    return expr.all().stream()
        .flatMap(e -> e instanceof VectorSelector v ? Stream.of(v) : Stream.empty());
  }
}
