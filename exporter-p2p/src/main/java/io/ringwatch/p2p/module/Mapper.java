package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A module bound to one target: documents in, samples out. Holds no state between documents. */
public final class Mapper {

  private final Mapping mapping;
  private final Site site;
  private final List<String> labelNames;
  private final String[] labelValues;
  private final List<Metric> metrics;

  Mapper(Mapping mapping, Map<String, String> labels, Site site) {
    this.mapping = mapping;
    this.site = site;
    this.labelNames = List.copyOf(labels.keySet());
    this.labelValues = labels.values().toArray(new String[0]);
    this.metrics = mapping.byIndex().stream().map(this::bound).toList();
  }

  /** Adds all that the module finds in a document. */
  public void map(Document document, Samples out) {
    var tally =
        walk(document, (metric, value, labels, scope, origin) -> out.add(metric, value, labels));
    var module = values(mapping.name());
    out.add(bound(ModuleMetrics.MISSING), tally.missing(), module);
    out.add(bound(ModuleMetrics.BAD), tally.bad(), module);
    out.add(bound(ModuleMetrics.SAMPLES), tally.samples(), module);
  }

  /** Hands all that the module finds in a document to a sink. */
  Tally walk(Document document, Sink sink) {
    var walk = new Walk(this, new Evaluator(document, site), sink);
    return walk.run();
  }

  Mapping mapping() {
    return mapping;
  }

  /** The metric of a rule, with the target's labels. */
  Metric metric(int index) {
    return metrics.get(index);
  }

  /** The target's label values, then these. */
  String[] values(String... more) {
    return join(labelValues, more);
  }

  static String[] join(String[] first, String... more) {
    var all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /**
   * The metric with the target's labels before its own. Where both have a name, the metric keeps it
   * and the target's becomes {@code target_NAME}.
   */
  Metric bound(Metric metric) {
    if (labelNames.isEmpty()) {
      return metric;
    }
    var names = new ArrayList<String>();
    labelNames.forEach(n -> names.add(metric.labels().contains(n) ? "target_" + n : n));
    names.addAll(metric.labels());
    return new Metric(
        metric.name(), metric.type(), metric.unit(), metric.help(), names, metric.when());
  }
}
