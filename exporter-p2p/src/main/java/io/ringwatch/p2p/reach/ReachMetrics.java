package io.ringwatch.p2p.reach;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import java.util.List;

/** What reachability checks yield, as of the latest round. */
public final class ReachMetrics {

  static final Metric PING_RTT =
      new Metric(
          "mesh_ping_rtt_seconds",
          Metric.Type.HISTOGRAM,
          Unit.SECONDS,
          "Round trips of echo requests to the peer.",
          List.of("peer"),
          "reach: fping");
  static final Metric PING_PACKETS =
      Metric.counter(
          "mesh_ping_packets_total",
          "Echo requests to the peer, by what became of them.",
          "peer",
          "result");
  static final Metric PING_SUCCESS =
      Metric.gauge(
          "mesh_ping_success", "Whether the peer answered any echo request of the round.", "peer");
  static final Metric PING_LOSS =
      Metric.gauge(
              "mesh_ping_loss_ratio", "Part of the round's echo requests without answer.", "peer")
          .in(Unit.RATIO);
  static final Metric LATENCY =
      Metric.gauge(
              "node_network_latency_seconds",
              "Mean round trip of the round's echo requests to the peer.",
              "peer")
          .in(Unit.SECONDS);
  static final Metric FPING_SUCCESS =
      Metric.gauge("mesh_ping_program_success", "Whether fping ran and could be understood.");
  static final Metric TCP_SUCCESS =
      Metric.gauge(
          "mesh_tcp_connect_success",
          "Whether the peer accepted a connection, and spoke where it speaks first.",
          "peer",
          "port");
  static final Metric TCP_DURATION =
      Metric.gauge(
              "mesh_tcp_connect_duration_seconds", "How long the connection took.", "peer", "port")
          .in(Unit.SECONDS);
  static final Metric LISTENING =
      Metric.gauge(
              "mesh_listening",
              "Whether this machine listens on the port, on any of its addresses.",
              "port",
              "protocol")
          .when("reach: listening");
  static final Metric PATH_MTU =
      Metric.gauge(
              "mesh_path_mtu_bytes",
              "The largest packet, of the sizes that are tried, that reached the peer whole.",
              "peer")
          .in(Unit.BYTES)
          .when("reach: path_mtu");
  static final Metric HTTP_SUCCESS =
      Metric.gauge("mesh_http_success", "Whether the URL answers with less than 400.", "url");
  static final Metric HTTP_STATUS =
      Metric.gauge("mesh_http_status_code", "The status that the URL answers.", "url");
  static final Metric HTTP_DURATION =
      Metric.gauge("mesh_http_duration_seconds", "How long the whole answer took.", "url")
          .in(Unit.SECONDS);
  static final Metric TLS_SUCCESS =
      Metric.gauge("mesh_tls_success", "Whether the endpoint shows a certificate.", "endpoint");
  static final Metric TLS_EXPIRY =
      Metric.gauge(
              "mesh_tls_certificate_expiry_timestamp_seconds",
              "When the first certificate of the endpoint's chain to expire does so.",
              "endpoint")
          .in(Unit.TIMESTAMP);
  static final Metric DNS_SUCCESS =
      Metric.gauge("mesh_dns_success", "Whether the name resolves.", "name");
  static final Metric DNS_DURATION =
      Metric.gauge("mesh_dns_duration_seconds", "How long resolving the name took.", "name")
          .in(Unit.SECONDS);
  static final Metric PEERS = Metric.gauge("mesh_reach_peers", "Peers that are checked.");
  static final Metric LIST_SUCCESS =
      Metric.gauge(
          "mesh_reach_peer_list_success", "Whether the lists of this kind could be read.", "list");
  static final Metric ROUND_AT =
      Metric.gauge("mesh_reach_round_timestamp_seconds", "When the latest round ended.")
          .in(Unit.TIMESTAMP);

  /** All of them. */
  public static final List<Metric> ALL =
      List.of(
          PING_RTT,
          PING_PACKETS,
          PING_SUCCESS,
          PING_LOSS,
          LATENCY,
          FPING_SUCCESS,
          PATH_MTU,
          TCP_SUCCESS,
          TCP_DURATION,
          LISTENING,
          HTTP_SUCCESS,
          HTTP_STATUS,
          HTTP_DURATION,
          TLS_SUCCESS,
          TLS_EXPIRY,
          DNS_SUCCESS,
          DNS_DURATION,
          PEERS,
          LIST_SUCCESS,
          ROUND_AT);

  private ReachMetrics() {}
}
