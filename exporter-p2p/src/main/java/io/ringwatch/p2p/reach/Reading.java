package io.ringwatch.p2p.reach;

import io.ringwatch.core.Metric;
import java.util.List;

/** One sample of a round. */
record Reading(Metric metric, double value, List<String> labels) {

  Reading {
    labels = List.copyOf(labels);
  }

  static Reading of(Metric metric, double value, String... labels) {
    return new Reading(metric, value, List.of(labels));
  }

  static Reading of(Metric metric, boolean holds, String... labels) {
    return of(metric, holds ? 1 : 0, labels);
  }
}
