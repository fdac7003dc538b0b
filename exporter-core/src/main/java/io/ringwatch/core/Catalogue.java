package io.ringwatch.core;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that an exporter can emit. Its text is the contract that rules and dashboards are checked
 * against; every exporter's build writes it.
 *
 * @param exporter the program, such as {@code wireguard_exporter}
 * @param namespace what its metrics' names begin with
 * @param metrics all its metrics
 */
public record Catalogue(String exporter, String namespace, List<Metric> metrics) {

  public Catalogue {
    metrics = metrics.stream().sorted(Comparator.comparing(Metric::name)).toList();
    var families = new HashSet<String>();
    for (var metric : metrics) {
      if (!families.add(metric.familyName())) {
        throw new IllegalArgumentException(
            "two metrics are the family " + metric.familyName() + " in OpenMetrics");
      }
    }
  }

  /** The catalogue as YAML: one entry a metric, sorted by name. */
  public String toYaml() {
    return """
    # Written by the build of %s from its metrics' declarations: make golden.
    exporter: %s
    namespace: %s
    metrics:
    %s"""
        .formatted(
            exporter,
            exporter,
            namespace,
            metrics.stream().map(Catalogue::entry).collect(Collectors.joining()));
  }

  private static String entry(Metric metric) {
    return """
      - name: %s
        type: %s
        unit: %s
        help: "%s"
        labels: [%s]
    %s"""
        .formatted(
            metric.name(),
            metric.type(),
            metric.unit(),
            quoted(metric.help()),
            String.join(", ", metric.labels()),
            metric.when().isEmpty() ? "" : "    when: \"" + quoted(metric.when()) + "\"\n")
        .indent(0);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
