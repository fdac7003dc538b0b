package io.ringwatch.wireguard;

import io.ringwatch.core.LabelSet;
import io.ringwatch.wireguard.Names.Naming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the scrapes before tell about the peers of one network namespace. It remembers the peers of
 * the last scrape and nothing else, so that it is bounded by what is there.
 */
final class History {

  /**
   * A peer and its past.
   *
   * @param peer as the dump shows it
   * @param handshakeAt when the latest handshake was, in Unix seconds; 0 for never
   * @param endpointChanges how often its endpoint was another than at the scrape before
   * @param labels keeps what the description made of the peer, while the peer stays what it is
   */
  record Followed(Peer peer, long handshakeAt, long endpointChanges, Labels labels) {}

  /** A place for the labels of a peer, which rarely change from one scrape to the next. */
  static final class Labels {

    private @Nullable Naming naming;
    private LabelSet peer = LabelSet.NONE;
    private LabelSet info = LabelSet.NONE;

    boolean areFor(Naming current) {
      return current.equals(naming);
    }

    void set(Naming current, LabelSet peerLabels, LabelSet infoLabels) {
      naming = current;
      peer = peerLabels;
      info = infoLabels;
    }

    LabelSet peer() {
      return peer;
    }

    LabelSet info() {
      return info;
    }
  }

  /**
   * The bytes of an interface's peers. It only grows: a peer that is removed leaves what it had,
   * and one whose counters start anew adds to it.
   */
  record Traffic(double sentBytes, double receivedBytes) {

    static final Traffic NONE = new Traffic(0, 0);

    Traffic plus(double sent, double received) {
      return new Traffic(sentBytes + sent, receivedBytes + received);
    }
  }

  /** Relative handshakes and the clock are both cut to seconds, so their sum may waver. */
  private static final long WAVER_SECONDS = 2;

  private List<Followed> last = List.of();
  private final Map<String, Traffic> traffic = new HashMap<>();

  /**
   * Follows the peers from the last scrape to this one.
   *
   * @param peers sorted, as in a {@link Dump}
   */
  List<Followed> follow(List<Peer> peers, long nowSeconds) {
    var followed = new ArrayList<Followed>(peers.size());
    int i = 0;
    for (var peer : peers) {
      while (i < last.size() && last.get(i).peer().compareTo(peer) < 0) {
        i++;
      }
      boolean known = i < last.size() && last.get(i).peer().compareTo(peer) == 0;
      followed.add(
          known
              ? next(last.get(i), peer, nowSeconds)
              : new Followed(peer, peer.handshakeAt(nowSeconds), 0, new Labels()));
      count(known ? last.get(i).peer() : null, peer);
    }
    last = followed;
    return followed;
  }

  Traffic traffic(String interfaceName) {
    return traffic.getOrDefault(interfaceName, Traffic.NONE);
  }

  private static Followed next(Followed before, Peer peer, long nowSeconds) {
    var past = before.peer();
    boolean sameEndpoint = past.endpoint().equals(peer.endpoint());
    boolean moved = !sameEndpoint && past.endpoint().isPresent() && peer.endpoint().isPresent();
    boolean same = sameEndpoint && past.allowedIps().equals(peer.allowedIps());
    long handshakeAt = peer.handshakeAt(nowSeconds);
    if (peer.hasRelativeHandshake(nowSeconds)
        && Math.abs(handshakeAt - before.handshakeAt()) <= WAVER_SECONDS) {
      handshakeAt = before.handshakeAt();
    }
    return new Followed(
        peer,
        handshakeAt,
        before.endpointChanges() + (moved ? 1 : 0),
        same ? before.labels() : new Labels());
  }

  private void count(@Nullable Peer before, Peer peer) {
    double sent = grown(before == null ? 0 : before.sentBytes(), peer.sentBytes());
    double received = grown(before == null ? 0 : before.receivedBytes(), peer.receivedBytes());
    if (sent > 0 || received > 0) {
      traffic.merge(
          peer.interfaceName(),
          new Traffic(sent, received),
          (a, b) -> a.plus(b.sentBytes(), b.receivedBytes()));
    }
  }

  private static double grown(double before, double now) {
    return now >= before ? now - before : now;
  }
}
