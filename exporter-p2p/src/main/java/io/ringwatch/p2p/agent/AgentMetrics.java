package io.ringwatch.p2p.agent;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import java.util.List;

/** What {@code p2p_exporter agent} serves beside the metrics that every exporter has. */
public final class AgentMetrics {

  static final Metric HEARTBEAT_UP =
      Metric.gauge(
          "p2p_agent_heartbeat_up", "Whether the heartbeat was written within its lease's time.");
  static final Metric HEARTBEATS =
      Metric.counter("p2p_agent_heartbeats_total", "Heartbeats written.");
  static final Metric FAILURES =
      Metric.counter("p2p_agent_heartbeat_failures_total", "Heartbeats that could not be written.");
  static final Metric LEASES =
      Metric.counter("p2p_agent_leases_total", "Leases granted: more than one if they were lost.");
  static final Metric HEARTBEAT_AT =
      Metric.gauge(
              "p2p_agent_last_heartbeat_timestamp_seconds", "When the heartbeat was last written.")
          .in(Unit.TIMESTAMP);
  static final Metric CONFIG_VALID =
      Metric.gauge(
          "p2p_agent_config_valid",
          "Whether the configuration key can be read; if not the last good one stays.");
  static final Metric CONFIG_REVISION =
      Metric.gauge(
          "p2p_agent_config_mod_revision", "Revision of the configuration key's latest change.");
  static final Metric CONFIG_INTERVAL =
      Metric.gauge("p2p_agent_config_interval_seconds", "Time between two measurements.")
          .in(Unit.SECONDS);
  static final Metric CONFIG_ENABLED =
      Metric.gauge("p2p_agent_config_metric_enabled", "Whether this is measured.", "metric");
  static final Metric MEASURED_AT =
      Metric.gauge("p2p_agent_last_measurement_timestamp_seconds", "When the machine was measured.")
          .in(Unit.TIMESTAMP);
  static final Metric CPU =
      Metric.gauge(
              "p2p_agent_cpu_usage_ratio",
              "Part of the time since the measurement before in which the processors worked.")
          .in(Unit.RATIO);
  static final Metric MEMORY_TOTAL =
      Metric.gauge("p2p_agent_memory_total_bytes", "Memory of the machine.").in(Unit.BYTES);
  static final Metric MEMORY_AVAILABLE =
      Metric.gauge("p2p_agent_memory_available_bytes", "Memory that programs can still have.")
          .in(Unit.BYTES);
  static final Metric DISK_TOTAL =
      Metric.gauge("p2p_agent_disk_total_bytes", "Size of the root file system.").in(Unit.BYTES);
  static final Metric DISK_AVAILABLE =
      Metric.gauge("p2p_agent_disk_available_bytes", "Space left on the root file system.")
          .in(Unit.BYTES);

  /** All of them. */
  public static final List<Metric> ALL =
      List.of(
          HEARTBEAT_UP,
          HEARTBEATS,
          FAILURES,
          LEASES,
          HEARTBEAT_AT,
          CONFIG_VALID,
          CONFIG_REVISION,
          CONFIG_INTERVAL,
          CONFIG_ENABLED,
          MEASURED_AT,
          CPU,
          MEMORY_TOTAL,
          MEMORY_AVAILABLE,
          DISK_TOTAL,
          DISK_AVAILABLE);

  private AgentMetrics() {}
}
