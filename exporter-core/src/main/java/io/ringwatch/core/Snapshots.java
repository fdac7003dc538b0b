package io.ringwatch.core;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/** Our families as the Prometheus client's snapshots, for the formats that the client writes. */
final class Snapshots {

  private Snapshots() {}

  static MetricSnapshots of(List<Family> families, MetricSnapshots kept) {
    var all = new ArrayList<MetricSnapshot>();
    families.forEach(family -> all.add(of(family)));
    kept.forEach(all::add);
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot of(Family family) {
    var metric = family.metric();
    return switch (metric.type()) {
      case COUNTER -> {
        var snapshot = CounterSnapshot.builder().name(metric.familyName()).help(metric.help());
        for (var s : family.samples()) {
          snapshot.dataPoint(
              CounterSnapshot.CounterDataPointSnapshot.builder()
                  .value(s.value())
                  .labels(labels(s.labels()))
                  .build());
        }
        yield snapshot.build();
      }
      case INFO -> {
        var snapshot = InfoSnapshot.builder().name(metric.familyName()).help(metric.help());
        for (var s : family.samples()) {
          snapshot.dataPoint(
              InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels(s.labels())).build());
        }
        yield snapshot.build();
      }
      case GAUGE, STATESET -> {
        var snapshot = GaugeSnapshot.builder().name(metric.familyName()).help(metric.help());
        for (var s : family.samples()) {
          snapshot.dataPoint(
              GaugeSnapshot.GaugeDataPointSnapshot.builder()
                  .value(s.value())
                  .labels(labels(s.labels()))
                  .build());
        }
        yield snapshot.build();
      }
      case HISTOGRAM -> throw new IllegalStateException(metric.name() + " is not kept in samples");
    };
  }

  private static Labels labels(LabelSet labels) {
    var builder = Labels.builder();
    for (int i = 0; i < labels.names().size(); i++) {
      if (!labels.value(i).isEmpty()) {
        builder.label(labels.names().get(i), labels.value(i));
      }
    }
    return builder.build();
  }
}
