package io.ringwatch.p2p.module;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import java.util.Optional;

/** Where rules are evaluated: a scope, and the values of the labels that are known there. */
final class Spot {

  private final Scope scope;
  private final String[] labels;
  private Optional<LabelSet> shared = Optional.empty();

  Spot(Scope scope, String[] labels) {
    this.scope = scope;
    this.labels = labels;
  }

  Scope scope() {
    return scope;
  }

  Spot at(Scope other) {
    return new Spot(other, labels);
  }

  /** The same scope with more labels; the same spot if there are none. */
  Spot labelled(String... more) {
    return more.length == 0 ? this : new Spot(scope, Mapper.join(labels, more));
  }

  /** The label set of a metric that has no labels beyond these; made once for all such metrics. */
  LabelSet labels(Metric metric) {
    if (shared.isEmpty()) {
      shared = Optional.of(LabelSet.of(metric, labels));
    }
    return shared.get();
  }

  /** The label set of a metric that has one label more. */
  LabelSet labels(Metric metric, String last) {
    return LabelSet.of(metric, Mapper.join(labels, last));
  }
}
