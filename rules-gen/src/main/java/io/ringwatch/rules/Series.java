package io.ringwatch.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A series of a test.
 *
 * @param labels in their order; one that is empty is none
 */
record Series(String metric, Map<String, String> labels) {
  Series {
    var given = new LinkedHashMap<>(labels);
    given.values().removeIf(String::isEmpty);
    labels = Collections.unmodifiableMap(given);
  }

  /** In PromQL's notation: {@code up{job="ring", instance="node-a"}}. */
  @Override
  public String toString() {
    return selector(metric, labels);
  }

  /** Finds all series that have these labels; one that is empty is not to be there. */
  static String selector(String metric, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(e -> e.getKey() + "=\"" + escaped(e.getValue()) + "\"")
        .collect(Collectors.joining(", ", metric + "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
