package io.ringwatch.core;

import java.util.List;

/**
 * The metrics that every exporter has, whatever it watches.
 *
 * @param namespace what their names begin with
 */
record Contract(String namespace) {

  Metric up() {
    return Metric.gauge(namespace + "_up", "Whether the last read of the target succeeded.");
  }

  Metric duration() {
    return Metric.gauge(
            namespace + "_scrape_duration_seconds",
            "How long reading and describing the target took.")
        .in(Unit.SECONDS);
  }

  Metric dropped() {
    return Metric.gauge(
        namespace + "_exporter_dropped_series",
        "Series left out of this scrape, over the cap or as doubles.");
  }

  Metric build() {
    return Metric.info(
        namespace + "_exporter_build_info",
        "The version that runs.",
        "version",
        "branch",
        "revision",
        "java_version");
  }

  Metric reloadSuccessful() {
    return Metric.gauge(
        namespace + "_exporter_config_last_reload_successful",
        "Whether the last reading of the configuration succeeded.");
  }

  Metric reloadTime() {
    return Metric.gauge(
            namespace + "_exporter_config_last_reload_success_timestamp_seconds",
            "When the configuration was last read with success.")
        .in(Unit.TIMESTAMP);
  }

  List<Metric> metrics() {
    return List.of(up(), duration(), dropped(), build(), reloadSuccessful(), reloadTime());
  }
}
