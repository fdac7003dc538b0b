package io.ringwatch.rules.promql;

import java.util.Optional;
import java.util.Set;

/** What is known of metrics from elsewhere. */
@FunctionalInterface
public interface Metrics {
  /** How the values of a metric behave. */
  enum Type {
    GAUGE,
    COUNTER,
    /** Always 1. */
    INFO,
    /** 0 or 1. */
    STATESET,
    HISTOGRAM,
    UNKNOWN
  }

  /**
   * One metric.
   *
   * @param unit none, seconds, timestamp, bytes, ratio …
   * @param labels all that its series have, those of the target too
   */
  record Metric(Type type, String unit, Set<String> labels) {
    public Metric {
      labels = Set.copyOf(labels);
    }
  }

  /** Empty if nothing is known of it. */
  Optional<Metric> metric(String name);
}
