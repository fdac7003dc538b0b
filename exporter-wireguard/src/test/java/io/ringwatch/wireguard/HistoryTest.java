package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.wireguard.History.Followed;
import io.ringwatch.wireguard.History.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final long NOW = 1_795_296_343L;

  private final History history = new History();

  @Test
  void endpointChangesAreCounted() {
    assertThat(changes(peer("a", "192.0.2.1:1"), peer("b", "192.0.2.9:1"))).containsExactly(0L, 0L);
    assertThat(changes(peer("a", "192.0.2.2:1"), peer("b", "192.0.2.9:1"))).containsExactly(1L, 0L);
    assertThat(changes(peer("a", "192.0.2.1:1"), peer("b", "192.0.2.9:1"))).containsExactly(2L, 0L);
  }

  @Test
  void peerThatGetsItsFirstEndpointHasNotMoved() {
    assertThat(changes(peer("a", ""))).containsExactly(0L);
    assertThat(changes(peer("a", "192.0.2.1:1"))).containsExactly(0L);
  }

  @Test
  void vanishedPeerIsForgotten() {
    changes(peer("a", "192.0.2.1:1"));
    changes(peer("a", "192.0.2.2:1"));
    assertThat(changes()).isEmpty();
    assertThat(changes(peer("a", "192.0.2.3:1"))).containsExactly(0L);
  }

  @Test
  void sameKeyOnTwoInterfacesIsTwoPeers() {
    changes(on("wg0", "192.0.2.1:1"), on("wg1", "192.0.2.1:1"));
    assertThat(changes(on("wg0", "192.0.2.1:1"), on("wg1", "192.0.2.2:1"))).containsExactly(0L, 1L);
  }

  @Test
  void peersThatComeAndGoDoNotMixUp() {
    changes(peer("b", "192.0.2.2:1"), peer("d", "192.0.2.4:1"));
    assertThat(
            changes(
                peer("a", "192.0.2.1:1"),
                peer("b", "192.0.2.2:1"),
                peer("c", "192.0.2.3:1"),
                peer("d", "192.0.2.5:1")))
        .containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void relativeHandshakeDoesNotWaver() {
    assertThat(follow(NOW, handshake(60)).getFirst().handshakeAt()).isEqualTo(NOW - 60);
    assertThat(follow(NOW + 15, handshake(74)).getFirst().handshakeAt()).isEqualTo(NOW - 60);
    assertThat(follow(NOW + 30, handshake(91)).getFirst().handshakeAt()).isEqualTo(NOW - 60);
    assertThat(follow(NOW + 45, handshake(3)).getFirst().handshakeAt()).isEqualTo(NOW + 42);
  }

  @Test
  void smallHandshakeIsAnInstantWhileTheClockItselfIsNotSet() {
    assertThat(follow(500, handshake(60)).getFirst().handshakeAt()).isEqualTo(60);
  }

  @Test
  void trafficOnlyGrows() {
    follow(NOW, bytes("a", 10, 100), bytes("b", 1, 2));
    assertThat(history.traffic("wg0")).isEqualTo(new Traffic(11, 102));
    follow(NOW, bytes("a", 15, 100));
    assertThat(history.traffic("wg0")).as("b is gone").isEqualTo(new Traffic(16, 102));
    follow(NOW, bytes("a", 4, 7));
    assertThat(history.traffic("wg0")).as("a was set up anew").isEqualTo(new Traffic(20, 109));
    assertThat(history.traffic("wg1")).isEqualTo(Traffic.NONE);
  }

  private List<Long> changes(Peer... peers) {
    return follow(NOW, peers).stream().map(Followed::endpointChanges).toList();
  }

  private List<Followed> follow(long now, Peer... peers) {
    return history.follow(Stream.of(peers).sorted().toList(), now);
  }

  private static Peer peer(String key, String endpoint) {
    var known = endpoint.isEmpty() ? Optional.<String>empty() : Optional.of(endpoint);
    return new Peer("wg0", key, known, "", 0, 0, 0, OptionalInt.empty());
  }

  private static Peer on(String name, String endpoint) {
    return new Peer(name, "a", Optional.of(endpoint), "", 0, 0, 0, OptionalInt.empty());
  }

  private static Peer handshake(long seconds) {
    return new Peer("utun0", "a", Optional.empty(), "", seconds, 0, 0, OptionalInt.empty());
  }

  private static Peer bytes(String key, double sent, double received) {
    return new Peer("wg0", key, Optional.empty(), "", 0, received, sent, OptionalInt.empty());
  }
}
