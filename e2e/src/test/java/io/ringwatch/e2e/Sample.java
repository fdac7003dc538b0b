package io.ringwatch.e2e;

import java.util.Map;

/** One value of one series. */
record Sample(String name, Map<String, String> labels, double value) {
  Sample {
    labels = Map.copyOf(labels);
  }

  /** Whether it carries all of these labels, and perhaps more. */
  boolean has(Map<String, String> some) {
    return labels.entrySet().containsAll(some.entrySet());
  }

  /** A label's value; empty when it has none, which to Prometheus is the same. */
  String label(String key) {
    return labels.getOrDefault(key, "");
  }
}
