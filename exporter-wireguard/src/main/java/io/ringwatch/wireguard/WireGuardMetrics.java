package io.ringwatch.wireguard;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import java.util.List;

/** All that the exporter emits; {@link MindFlavorMetrics} has the old exporter's instead. */
final class WireGuardMetrics {

  static final Metric PEERS =
      Metric.gauge("wireguard_peers", "Peers configured on the interface.", "interface");

  static final Metric PEERS_BY_STATE =
      Metric.gauge(
          "wireguard_peers_by_state",
          "Peers by the age of their latest handshake: up (within the threshold), stale or never.",
          "interface",
          "state");

  static final Metric SENT =
      perPeer(
          Metric.counter(
              "wireguard_sent_bytes_total",
              "Bytes sent to the peer; starts anew when the peer is set up anew."),
          Unit.BYTES);

  static final Metric RECEIVED =
      perPeer(
          Metric.counter(
              "wireguard_received_bytes_total",
              "Bytes received from the peer; starts anew when the peer is set up anew."),
          Unit.BYTES);

  static final Metric HANDSHAKE =
      perPeer(
          Metric.gauge(
              "wireguard_latest_handshake_seconds",
              "Unix time of the latest handshake with the peer; absent if there was none."),
          Unit.TIMESTAMP);

  static final Metric PEER_UP =
      perPeer(
          Metric.gauge(
              "wireguard_peer_up",
              "Whether the latest handshake is within --wg.peer-up-threshold; 0 if there was none."),
          Unit.NONE);

  static final Metric KEEPALIVE =
      perPeer(
          Metric.gauge(
              "wireguard_peer_persistent_keepalive_seconds",
              "How often a packet keeps the way to the peer open; absent if off."),
          Unit.SECONDS);

  static final Metric PEER_INFO =
      Metric.info(
          "wireguard_peer_info",
          "Where the peer was last seen and which networks it may use, in numeric order.",
          "interface",
          "public_key",
          "friendly_name",
          "endpoint",
          "allowed_ips");

  static final Metric ALLOWED_IP =
      Metric.info(
              "wireguard_peer_allowed_ip_info",
              "One network that the peer may use.",
              "interface",
              "public_key",
              "friendly_name",
              "allowed_ip")
          .when("--wg.allowed-ips");

  static final Metric ENDPOINT_CHANGES =
      perPeer(
              Metric.counter(
                  "wireguard_peer_endpoint_changes_total",
                  "Changes of the peer's address seen between scrapes since the exporter started."),
              Unit.NONE)
          .when("once one was seen");

  static final Metric INTERFACE_UP =
      Metric.gauge(
          "wireguard_interface_up", "Whether WireGuard could be asked about it.", "interface");

  static final Metric INTERFACE_INFO =
      Metric.info("wireguard_interface_info", "Its public key.", "interface", "public_key");

  static final Metric LISTEN_PORT =
      Metric.gauge(
          "wireguard_interface_listen_port",
          "The UDP port it listens on; absent if it does not.",
          "interface");

  static final Metric FWMARK =
      Metric.gauge(
          "wireguard_interface_fwmark",
          "The mark on packets it sends; absent if off.",
          "interface");

  static final Metric INTERFACE_SENT =
      perInterface(
          Metric.counter(
              "wireguard_interface_sent_bytes_total",
              "Bytes sent to all its peers, those removed since the exporter's start too."),
          Unit.BYTES);

  static final Metric INTERFACE_RECEIVED =
      perInterface(
          Metric.counter(
              "wireguard_interface_received_bytes_total",
              "Bytes received from all its peers, those removed since the exporter's start too."),
          Unit.BYTES);

  static final Metric INTERFACE_HANDSHAKE =
      perInterface(
          Metric.gauge(
              "wireguard_interface_latest_handshake_seconds",
              "Unix time of the latest handshake with any of its peers; absent if there was none."),
          Unit.TIMESTAMP);

  static final Metric MALFORMED_LINES =
      Metric.gauge(
          "wireguard_dump_malformed_lines", "Lines of the last dump that could not be read.");

  static final Metric NAMES_ERRORS =
      Metric.gauge(
              "wireguard_names_errors", "Mistakes in the files with names, and files not readable.")
          .when("--wg.names");

  static final Metric NETNS_UP =
      Metric.gauge("wireguard_netns_up", "Whether the network namespace could be asked.", "netns")
          .when("--wg.netns");

  static final List<Metric> ALL =
      List.of(
          PEERS,
          PEERS_BY_STATE,
          SENT,
          RECEIVED,
          HANDSHAKE,
          PEER_UP,
          KEEPALIVE,
          PEER_INFO,
          ALLOWED_IP,
          ENDPOINT_CHANGES,
          INTERFACE_UP,
          INTERFACE_INFO,
          LISTEN_PORT,
          FWMARK,
          INTERFACE_SENT,
          INTERFACE_RECEIVED,
          INTERFACE_HANDSHAKE,
          MALFORMED_LINES,
          MindFlavorMetrics.HANDSHAKE_DELAY,
          NAMES_ERRORS,
          NETNS_UP);

  private WireGuardMetrics() {}

  private static Metric perPeer(Metric metric, Unit unit) {
    return metric.in(unit).with(List.of("interface", "public_key", "friendly_name"));
  }

  private static Metric perInterface(Metric metric, Unit unit) {
    return metric.in(unit).with(List.of("interface")).when("--wg.aggregate");
  }
}
