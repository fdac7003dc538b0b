package io.ringwatch.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code wg show INTERFACE dump} says: 4 tab-separated fields for the interface, then 8 a
 * peer. Read here apart from the exporter, whose output is compared with it.
 */
record WireguardDump(String publicKey, List<Peer> peers) {
  WireguardDump {
    peers = List.copyOf(peers);
  }

  /**
   * A peer as wg sees it.
   *
   * @param handshake in Unix seconds, 0 = never
   * @param received in bytes
   * @param sent in bytes
   */
  record Peer(
      String publicKey,
      String endpoint,
      String allowedIps,
      long handshake,
      long received,
      long sent) {
    boolean shookHandsSince(Instant time) {
      return handshake >= time.getEpochSecond();
    }

    /** Since the latest handshake; half a century when there was none. */
    Duration age() {
      return Duration.between(Instant.ofEpochSecond(handshake), Instant.now());
    }
  }

  static WireguardDump parse(String text) {
    var lines = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
    return new WireguardDump(
        lines.getFirst().get(1), lines.stream().skip(1).map(WireguardDump::peer).toList());
  }

  private static Peer peer(List<String> fields) {
    return new Peer(
        fields.get(0),
        fields.get(2),
        fields.get(3),
        Long.parseLong(fields.get(4)),
        Long.parseLong(fields.get(5)),
        Long.parseLong(fields.get(6)));
  }

  Peer peer(WireguardNode node) {
    return peer(node.publicKey());
  }

  Peer peer(String publicKey) {
    return find(publicKey)
        .orElseThrow(() -> new AssertionError("no peer " + publicKey + " in the dump"));
  }

  boolean has(WireguardNode node) {
    return find(node.publicKey()).isPresent();
  }

  private Optional<Peer> find(String publicKey) {
    return peers.stream().filter(peer -> peer.publicKey().equals(publicKey)).findFirst();
  }
}
