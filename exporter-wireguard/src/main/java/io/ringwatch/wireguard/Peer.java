package io.ringwatch.wireguard;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A peer of an interface as a dump shows it, without its preshared key.
 *
 * @param interfaceName the interface it belongs to; one key on two interfaces is two peers
 * @param publicKey base64
 * @param endpoint {@code 192.0.2.1:51820} or {@code [2001:db8::1%eth0]:51820}; empty if unknown
 * @param allowedIps comma-separated CIDRs in the order of the dump; empty if there are none
 * @param latestHandshake the dump's number: Unix seconds, from boringtun seconds ago; 0 for never
 * @param receivedBytes from this peer, the nearest double of a u64
 * @param sentBytes to this peer, likewise
 * @param keepaliveSeconds empty if off; the lower end where AmneziaWG shows a range
 */
record Peer(
    String interfaceName,
    String publicKey,
    Optional<String> endpoint,
    String allowedIps,
    long latestHandshake,
    double receivedBytes,
    double sentBytes,
    OptionalInt keepaliveSeconds)
    implements Comparable<Peer> {

  /** Below this (the year 2001), the dump's number says how many seconds ago it was. */
  private static final long FIRST_ABSOLUTE = 1_000_000_000;

  /**
   * When the latest handshake was, in Unix seconds; 0 for never. A clock that itself stands before
   * 2001 tells nothing about small numbers, so they are then taken as they are.
   */
  long handshakeAt(long nowSeconds) {
    return hasRelativeHandshake(nowSeconds) ? nowSeconds - latestHandshake : latestHandshake;
  }

  boolean hasRelativeHandshake(long nowSeconds) {
    return latestHandshake > 0 && latestHandshake < FIRST_ABSOLUTE && nowSeconds >= FIRST_ABSOLUTE;
  }

  /** By interface and key. */
  @Override
  public int compareTo(Peer other) {
    int byInterface =
        interfaceName.equals(other.interfaceName)
            ? 0
            : interfaceName.compareTo(other.interfaceName);
    return byInterface != 0 ? byInterface : publicKey.compareTo(other.publicKey);
  }
}
