package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mesh that the other tests stand on does what real meshes do, by wg's own word. */
class WireguardMeshIT {
  @RegisterExtension static final Stage stage = new Stage();

  private static WireguardNode node1;
  private static WireguardNode node2;
  private static WireguardNode node3;
  private static Instant begin;

  @BeforeAll
  static void startMesh() {
    begin = Instant.now();
    var mesh = WireguardMesh.start(stage, 3);
    node1 = mesh.node(1);
    node2 = mesh.node(2);
    node3 = mesh.node(3);
  }

  @Test
  void everyNodeShowsItselfAloneAndItsTwoPeers() {
    for (var node : List.of(node1, node2, node3)) {
      assertThat(node.wgCommand("show", "interfaces").out()).isEqualTo("wg0\n");
      assertThat(node.dump().publicKey()).isEqualTo(node.publicKey());
      assertThat(node.dump().peers())
          .hasSize(2)
          .allSatisfy(peer -> assertThat(peer.shookHandsSince(begin)).isTrue());
    }
  }

  @Test
  void trafficGrowsTheCountersOfBothEnds() {
    var before = node1.dump().peer(node2);
    var beforeThere = node2.dump().peer(node1);

    node1.traffic(node2, 20_000);

    var after = node1.dump().peer(node2);
    var afterThere = node2.dump().peer(node1);
    assertThat(after.sent() - before.sent()).isGreaterThan(20_000);
    assertThat(after.received() - before.received()).isGreaterThan(20_000);
    assertThat(afterThere.received() - beforeThere.received()).isGreaterThan(20_000);
  }

  @Test
  void roamingNodeIsSeenAtItsNewEndpoint() {
    assertThat(node1.dump().peer(node3).endpoint()).isEqualTo(node3.endpoint());

    node3.roam("198.18.0.33");
    node3.ping(node1);

    assertThat(node1.dump().peer(node3).endpoint()).isEqualTo("198.18.0.33:51820");
  }

  @Test
  void peerRemovedAndAddedAgainCountsFromZero() {
    node1.traffic(node2, 20_000);
    node1.removePeer(node2);
    assertThat(node1.dump().has(node2)).isFalse();

    node1.addPeer(node2);
    assertThat(node1.dump().peer(node2).sent()).isZero();

    node1.renew(node2);
    assertThat(node1.dump().peer(node2).sent()).isBetween(1L, 20_000L);
  }

  @Test
  void silencedNodeShakesNoHands() {
    node3.silence();
    try {
      node2.removePeer(node3);
      node2.addPeer(node3);
      node2.send(node3);

      assertThat(node2.dump().peer(node3).handshake()).isZero();
      assertThat(node2.dump().peer(node3).received()).isZero();
    } finally {
      node3.endSilence();
      node2.renew(node3);
    }
    assertThat(node2.dump().peer(node3).shookHandsSince(begin)).isTrue();
  }

  @Test
  void stoppedDaemonHangsWgUntilItContinues() {
    var show = node2.wgCommand("show", "all", "dump");
    node2.stopDaemon();
    try {
      assertThat(show.within(Duration.ofSeconds(1))).isEmpty();
    } finally {
      node2.continueDaemon();
    }
    assertThat(show.within(Duration.ofSeconds(5))).isPresent();
    assertThat(node2.strangers()).isEmpty();
  }
}
