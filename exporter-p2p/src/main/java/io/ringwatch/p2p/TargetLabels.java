package io.ringwatch.p2p;

import io.ringwatch.core.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels that tell targets apart: {@code target} first, then those of the configuration. They
 * stand before a metric's own. All targets of a configuration have the same names, empty where one
 * has no such label.
 */
record TargetLabels(Map<String, String> values) {

  TargetLabels {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The label {@code target} alone. */
  static TargetLabels of(String target) {
    return new TargetLabels(Map.of("target", target));
  }

  /** The name of the target. */
  String target() {
    return values.getOrDefault("target", "");
  }

  /** The metric with these labels before its own. */
  Metric bound(Metric metric) {
    var names = new ArrayList<>(values.keySet());
    names.addAll(metric.labels());
    return new Metric(
        metric.name(), metric.type(), metric.unit(), metric.help(), names, metric.when());
  }

  /** The values of a bound metric. */
  String[] with(String... own) {
    var all = new ArrayList<>(values.values());
    all.addAll(List.of(own));
    return all.toArray(String[]::new);
  }
}
