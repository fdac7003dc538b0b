package io.ringwatch.serf;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import java.util.List;

/** All metrics of the Serf exporter. */
final class SerfMetrics {

  static final Metric AGENT_INFO =
      Metric.info(
          "serf_agent_info", "The agent that was asked.", "member", "go_version", "os", "arch");

  static final Metric RPC_DURATION =
      Metric.gauge(
              "serf_rpc_duration_seconds",
              "How long a command took, its answer read and decoded.",
              "command")
          .in(Unit.SECONDS);

  static final Metric MEMBERS =
      Metric.gauge("serf_members", "Members by status, in the eyes of this agent.", "status");

  static final Metric MEMBER_UP =
      Metric.gauge("serf_member_up", "Whether the member is alive.", "member");

  static final Metric MEMBER_INFO =
      Metric.info(
          "serf_member_info",
          "A member with the tags that --serf.tags names; protocol is the one it speaks.",
          "member",
          "address",
          "port",
          "status",
          "protocol");

  static final Metric MEMBER_STATUS =
      Metric.stateSet("serf_member_status", "The status of a member.", "member", "status")
          .when("--serf.member-states");

  static final Metric MEMBER_PROTOCOL =
      Metric.gauge(
              "serf_member_protocol_version",
              "Gossip protocol versions of a member: min and max that it understands, current that"
                  + " it speaks.",
              "member",
              "kind")
          .when("--serf.protocol-versions");

  static final Metric MEMBERS_BY_TAG =
      Metric.gauge(
          "serf_members_by_tag",
          "Members by value of a tag and by status, for the tags that --serf.tags names.",
          "tag",
          "value",
          "status");

  static final Metric TAG_VALUES_LEFT_OUT =
      Metric.gauge(
          "serf_tag_values_left_out",
          "Values of a tag left out of serf_members_by_tag, over --serf.max-tag-values.",
          "tag");

  static final Metric HEALTH_SCORE =
      Metric.gauge("serf_health_score", "How the agent rates its own responsiveness; 0 is best.");

  static final Metric QUEUE_DEPTH =
      Metric.gauge("serf_queue_depth", "Messages waiting to be gossiped.", "queue");

  static final Metric LAMPORT_TIME =
      Metric.gauge(
          "serf_lamport_time", "Logical clocks of the agent; they restart with it.", "clock");

  static final Metric ENCRYPTED =
      Metric.gauge("serf_encrypted", "Whether the agent encrypts its gossip.");

  static final Metric COORDINATE_RESETS =
      Metric.counter(
          "serf_coordinate_resets_total",
          "Coordinates that the agent gave up as invalid, since its start.");

  static final Metric GOROUTINES =
      Metric.gauge("serf_agent_goroutines", "Goroutines of the agent.");

  static final Metric TRANSITIONS =
      Metric.counter(
          "serf_member_transitions_total",
          "What happened to members since this exporter first asked, from successive members and"
              + " the event stream.",
          "event");

  static final Metric STREAM_CONNECTED =
      Metric.gauge("serf_stream_connected", "Whether the agent's event stream is being read.")
          .when("unless --serf.disable-stream");

  static final Metric RTT =
      Metric.gauge(
              "serf_rtt_estimate_seconds",
              "Round trip from this agent to an alive member, estimated from network coordinates.",
              "member")
          .in(Unit.SECONDS)
          .when("--serf.rtt");

  private SerfMetrics() {}

  /** All of them, with the labels of these tags. */
  static List<Metric> all(TagLabels tags) {
    return List.of(
        AGENT_INFO,
        RPC_DURATION,
        MEMBERS,
        MEMBER_UP,
        MEMBER_INFO.with(tags.labels()),
        MEMBER_STATUS,
        MEMBER_PROTOCOL,
        MEMBERS_BY_TAG,
        TAG_VALUES_LEFT_OUT,
        HEALTH_SCORE,
        QUEUE_DEPTH,
        LAMPORT_TIME,
        ENCRYPTED,
        COORDINATE_RESETS,
        GOROUTINES,
        TRANSITIONS,
        STREAM_CONNECTED,
        RTT);
  }
}
