package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.Shift;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an objective counts, and the series of it that tests give.
 *
 * @param metric its name
 * @param matchers of its selector
 * @param peer a label that the objective sums over; empty if each of its series is alone
 * @param sample label values that tests have anyway
 */
record SloSeries(
    String metric, List<LabelMatcher> matchers, Optional<String> peer, Map<String, String> sample) {
  private static final List<String> OTHERS = List.of("another", "a third");

  SloSeries {
    matchers = List.copyOf(matchers);
  }

  /**
   * Of a signal or a metric that an objective names; what is neither is found.
   *
   * @param by labels that the objective is kept by
   */
  static Optional<SloSeries> of(
      Placed<String> named, List<String> by, Pack pack, Contract contract, Findings findings) {
    var signal = pack.signals().get(named.value());
    var text = signal == null ? named.value() : signal.expr().value();
    var selector = selector(text).filter(v -> contract.metric(v.name()).isPresent());
    if (selector.isEmpty()) {
      findings.add(
          named.place(),
          "'" + named.value() + "' has to be a metric, or a signal that is a selector");
    }
    return selector.map(
        v -> new SloSeries(v.name(), v.matchers(), peer(v, by, contract), pack.sample()));
  }

  private static Optional<VectorSelector> selector(String text) {
    try {
      Expr sketch = Promql.sketch(text, Dialect.ANY);
      return sketch instanceof VectorSelector v && v.shift().equals(Shift.NONE)
          ? Optional.of(v)
          : Optional.empty();
    } catch (PromqlException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> peer(VectorSelector v, List<String> by, Contract contract) {
    return contract.labels(List.of(v.name())).stream()
        .filter(label -> !by.contains(label))
        .filter(label -> v.matchers().stream().noneMatch(m -> m.label().equals(label)))
        .findFirst();
  }

  /** Series that the selector finds, in one group: up to so many, but one if it has no peers. */
  List<String> found(int most) {
    var labels = values(_ -> true);
    List<String> found = new ArrayList<>(List.of(key(labels)));
    for (var other : OTHERS.subList(0, most - 1)) {
      peer.ifPresent(
          label -> {
            labels.put(label, other);
            found.add(key(labels));
          });
    }
    return found;
  }

  /** A series that another selector of the same metric finds, but this one does not. */
  String beside(SloSeries all) {
    return key(values(m -> all.matchers.stream().anyMatch(a -> a.label().equals(m.label()))));
  }

  /** Of the labels that the selector asks for: values that pass, or that do not. */
  private Map<String, String> values(Predicate<LabelMatcher> passing) {
    Map<String, String> values = new LinkedHashMap<>();
    for (var matcher : matchers) {
      boolean found = passing.test(matcher);
      var own = Optional.ofNullable(sample.get(matcher.label()));
      var value =
          Stream.concat(own.stream(), Stream.of(matcher.value(), OTHERS.getFirst()))
              .filter(candidate -> matcher.passes(candidate) == found)
              .findFirst();
      values.put(matcher.label(), value.orElseGet(matcher::value));
    }
    return values;
  }

  private String key(Map<String, String> labels) {
    return new Series(metric, labels).toString();
  }
}
