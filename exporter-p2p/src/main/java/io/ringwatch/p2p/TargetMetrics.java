package io.ringwatch.p2p;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import java.util.List;

/** What is said of every target, whatever its module. The target's own labels come first. */
final class TargetMetrics {

  static final Metric UP =
      Metric.gauge("p2p_target_up", "Whether a document was read from the target.", "module");

  static final Metric DURATION =
      Metric.gauge(
              "p2p_target_read_duration_seconds",
              "How long reading and mapping the target took.",
              "module")
          .in(Unit.SECONDS);

  /** Reads begin with the scrape: less Prometheus's time of it, this is the offset of our clock. */
  static final Metric READ_AT =
      Metric.gauge(
              "p2p_target_read_timestamp_seconds",
              "When reading the target began, by the exporter's clock.")
          .in(Unit.TIMESTAMP);

  static final Metric SOURCE_USED =
      Metric.gauge(
          "p2p_target_source_used",
          "Whether this source of the target gave the document: the primary one or a fallback.",
          "kind");

  static final Metric AGE =
      Metric.gauge(
              "p2p_target_document_age_seconds", "How long ago the file of the target was written.")
          .in(Unit.SECONDS)
          .when("file sources");

  static final List<Metric> ALL = List.of(UP, DURATION, READ_AT, SOURCE_USED, AGE);

  /** As they stand on a page: the target's name comes before their own labels. */
  static List<Metric> ofTarget() {
    return ALL.stream().map(TargetLabels.of("")::bound).toList();
  }

  private TargetMetrics() {}
}
