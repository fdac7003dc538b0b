package io.ringwatch.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which metrics a spec reads, and for what. */
final class Uses {
  private Uses() {}

  /** The names of the alerts and signals that read a metric, by the metric's name; sorted. */
  static Map<String, Set<String>> of(Suite suite) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (var pack : suite.packs()) {
      pack.rules().forEach(rule -> rule.when().ifPresent(w -> add(uses, w, rule.name())));
      pack.signals().forEach((name, signal) -> add(uses, signal.checked(), name));
      pack.records().forEach(series -> add(uses, series.checked(), series.name()));
    }
    return uses;
  }

  private static void add(Map<String, Set<String>> uses, Checked expr, String by) {
    for (var metric : expr.metrics()) {
      uses.computeIfAbsent(metric, _ -> new TreeSet<>()).add(by);
    }
  }
}
