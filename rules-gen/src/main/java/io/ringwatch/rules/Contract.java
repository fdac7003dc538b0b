package io.ringwatch.rules;

import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.Labels;
import io.ringwatch.rules.promql.Metrics;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metrics that one pack may use, and the labels that they have. */
final class Contract {
  /** Labels of infos whose values change while what they belong to stays the same. */
  private static final Set<String> CHANGING =
      Set.of(
          ("endpoint allowed_ips version code_version commit revision error message url pid id uuid"
                  + " session request_id trace_id timestamp")
              .split(" "));

  private final Map<String, Catalogue.Metric> metrics = new LinkedHashMap<>();
  private final Set<String> recorded = new HashSet<>();
  private final List<String> identity;
  private final Release release;

  /**
   * @param release whose PromQL is written
   * @param identity labels that every series has from its target
   */
  Contract(List<Catalogue> catalogues, List<String> identity, Release release) {
    this.identity = List.copyOf(identity);
    this.release = release;
    catalogues.forEach(c -> c.metrics().forEach(this::add));
    Catalogue.PROMETHEUS.metrics().forEach(this::add);
  }

  /**
   * @param identity labels that every series has from its target
   */
  Contract(List<Catalogue> catalogues, List<String> identity) {
    this(catalogues, identity, Release.BOTH);
  }

  Release release() {
    return release;
  }

  /** A histogram and a summary are several metrics to a rule. */
  private void add(Catalogue.Metric metric) {
    var name = metric.name();
    switch (metric.type()) {
      case "histogram" -> {
        put(metric.part(name + "_bucket", "counter", "none").with(List.of("le")));
        put(metric.part(name + "_sum", "counter", metric.unit()));
        put(metric.part(name + "_count", "counter", "none"));
      }
      case "summary" -> {
        put(metric.part(name, "gauge", metric.unit()).with(List.of("quantile")));
        put(metric.part(name + "_sum", "counter", metric.unit()));
        put(metric.part(name + "_count", "counter", "none"));
      }
      default -> put(metric);
    }
  }

  private void put(Catalogue.Metric metric) {
    metrics.put(metric.name(), metric);
  }

  /** A flag of the exporter adds labels to a metric. */
  void widen(String name, List<String> labels) {
    metrics.computeIfPresent(name, (_, metric) -> metric.with(labels));
  }

  /** A series that a rule records: it has its own labels and no others. */
  void record(Catalogue.Metric metric) {
    metrics.put(metric.name(), metric);
    recorded.add(metric.name());
  }

  Optional<Catalogue.Metric> metric(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  /** The same for PromQL, with the labels of the target. */
  Optional<Metrics.Metric> facts(String name) {
    return metric(name)
        .map(m -> new Metrics.Metric(type(m.type()), m.unit(), Set.copyOf(labels(List.of(name)))));
  }

  private static Metrics.Type type(String word) {
    return switch (word) {
      case "gauge" -> Metrics.Type.GAUGE;
      case "counter" -> Metrics.Type.COUNTER;
      case "info" -> Metrics.Type.INFO;
      case "stateset" -> Metrics.Type.STATESET;
      case "histogram" -> Metrics.Type.HISTOGRAM;
      default -> Metrics.Type.UNKNOWN;
    };
  }

  /** Whether one thing may have many values of this label of the metric one after the other. */
  boolean isUnbounded(String name, String label) {
    var declared = metric(name).filter(m -> m.labels().contains(label));
    return declared
        .filter(m -> m.type().equals("info") && CHANGING.contains(label))
        .or(() -> declared.filter(m -> m.unbounded().contains(label)))
        .isPresent();
  }

  Collection<String> names() {
    return metrics.keySet();
  }

  /** The labels that a rule's writer may know, the target's first; the name is not one of them. */
  List<String> visible(Labels labels) {
    Set<String> visible = new LinkedHashSet<>(identity);
    visible.retainAll(labels.known());
    labels.known().stream()
        .filter(l -> !l.equals(LabelMatcher.NAME))
        .sorted()
        .forEach(visible::add);
    return List.copyOf(visible);
  }

  /** The identity labels, then those of these metrics; one that is not known has no more. */
  List<String> labels(Collection<String> names) {
    Set<String> labels = new LinkedHashSet<>(recorded.containsAll(names) ? Set.of() : identity);
    names.forEach(name -> metric(name).ifPresent(m -> labels.addAll(m.labels())));
    return List.copyOf(labels);
  }
}
