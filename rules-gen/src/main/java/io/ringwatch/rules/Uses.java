package io.ringwatch.rules;

import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
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
      pack.rules().forEach(rule -> add(uses, rule.expr(), rule.name()));
      pack.signals().forEach((name, signal) -> add(uses, signal.expr(), name));
    }
    return uses;
  }

  private static void add(Map<String, Set<String>> uses, String expr, String by) {
    for (var metric : metrics(expr)) {
      uses.computeIfAbsent(metric, _ -> new TreeSet<>()).add(by);
    }
  }

  /** Of an expression that was checked; sorted. */
  static Set<String> metrics(String expr) {
    try {
      return new TreeSet<>(References.of(Promql.parse(expr, Expressions.DIALECT)).names());
    } catch (PromqlException e) {
      throw new IllegalStateException(e);
    }
  }
}
