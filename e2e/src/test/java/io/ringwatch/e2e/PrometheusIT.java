package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.e2e.PrometheusServer.ScrapeJob;
import io.ringwatch.e2e.PrometheusServer.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: a real mesh, an exporter on every node, a real Prometheus that scrapes them and
 * evaluates the generated alerts, with 15 s in place of the 300 s after which a handshake is stale.
 */
class PrometheusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  private static WireguardNode node1;
  private static WireguardNode node2;
  private static WireguardNode node3;
  private static List<Exporter> exporters;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void startMeshExportersAndPrometheus() {
    var rules = GeneratedRules.impatient(directory);
    var mesh = WireguardMesh.start(stage, 3);
    node1 = mesh.node(1);
    node2 = mesh.node(2);
    node3 = mesh.node(3);
    exporters = Stream.of(node1, node2, node3).map(PrometheusIT::exporterOn).toList();
    var job = new ScrapeJob("wireguard", exporters.stream().map(Exporter::target).toList());
    prometheus = PrometheusServer.start(stage, List.of(job), List.of(rules));
    prometheus.await("it scraped all nodes", PATIENCE, () -> peersSeen().equals(List.of(6.0)));
  }

  private static Exporter exporterOn(WireguardNode node) {
    return Exporter.start(stage, "wireguard_exporter", "--wg.path=" + node.wgScript());
  }

  private static List<Double> peersSeen() {
    return prometheus.query("sum(wireguard_peers)").stream().map(Sample::value).toList();
  }

  /** The labels of the alert that node 1 has on this peer. */
  private static Map<String, String> onNode1(WireguardNode peer) {
    return Map.of(
        "instance", exporters.getFirst().target(),
        "interface", "wg0",
        "public_key", peer.publicKey());
  }

  @Test
  void everyTargetIsUp() {
    assertThat(prometheus.targets())
        .hasSize(3)
        .allSatisfy(
            target -> {
              assertThat(target).extracting(Target::lastError).isEqualTo("");
              assertThat(target.health()).isEqualTo("up");
            });
    assertThat(prometheus.query("wireguard_up == 1")).hasSize(3);
  }

  @Test
  void silencedPeerIsStaleUntilItSpeaksAgainAndOthersAreNot() {
    awaitStale(node3, false);

    node3.silence();
    try {
      awaitStale(node3, true);
      assertThat(stale(node2)).isFalse();
      assertThat(prometheus.alerts())
          .filteredOn(alert -> alert.labels().entrySet().containsAll(onNode1(node3).entrySet()))
          .anySatisfy(
              alert ->
                  assertThat(alert.annotations().get("summary"))
                      .contains(node3.publicKey(), "wg0", "is silent for"));
    } finally {
      node3.endSilence();
    }
    awaitStale(node3, false);
  }

  private static void awaitStale(WireguardNode peer, boolean expected) {
    prometheus.await(
        "WireGuardStaleHandshake fires on node 1 for " + peer + ": " + expected,
        PATIENCE,
        () -> {
          greetNode1();
          return stale(peer) == expected;
        });
  }

  private static boolean stale(WireguardNode peer) {
    return prometheus.fires("WireGuardStaleHandshake", onNode1(peer));
  }

  /**
   * WireGuard shakes hands every two minutes, this test's peers every five seconds, for a handshake
   * is stale after 15. The silenced one tries as the others do.
   */
  private static void greetNode1() {
    for (var peer : List.of(node2, node3)) {
      if (node1.dump().peer(peer).age().compareTo(Duration.ofSeconds(5)) > 0) {
        peer.greet(node1);
      }
    }
  }

  @Test
  void stoppedDaemonFiresExporterDownForItsNodeAlone() {
    node2.stopDaemon();
    try {
      prometheus.await(
          "WireGuardExporterDown fires for node 2",
          PATIENCE,
          () -> prometheus.fires("WireGuardExporterDown", instance(1)));
      assertThat(prometheus.fires("WireGuardExporterDown", instance(0))).isFalse();
      var answered = "wireguard_up{instance='%s'} == 0".formatted(exporters.get(1).target());
      assertThat(prometheus.query(answered)).as("it says so itself").hasSize(1);
    } finally {
      node2.continueDaemon();
    }
    prometheus.await(
        "WireGuardExporterDown resolves",
        PATIENCE,
        () -> !prometheus.fires("WireGuardExporterDown", instance(1)));
  }

  private static Map<String, String> instance(int index) {
    return Map.of("instance", exporters.get(index).target());
  }
}
