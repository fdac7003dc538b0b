package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The packaged exporter on one node of a real mesh, against what wg itself says there. */
class WireguardExporterIT {
  private static final String SENT = "wireguard_sent_bytes_total";
  private static final String RECEIVED = "wireguard_received_bytes_total";
  private static final String HANDSHAKE = "wireguard_latest_handshake_seconds";

  @RegisterExtension static final Stage stage = new Stage();

  private static WireguardNode node1;
  private static WireguardNode node2;
  private static WireguardNode node3;
  private static WireguardMesh mesh;
  private static Exporter exporter;

  @BeforeAll
  static void startMeshAndExporter() {
    mesh = WireguardMesh.start(stage, 3);
    node1 = mesh.node(1);
    node2 = mesh.node(2);
    node3 = mesh.node(3);
    exporter = start(node1.wgScript());
  }

  private static Exporter start(Path wg, Object... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.add("--wg.path=" + wg);
    return Exporter.start(stage, "wireguard_exporter", all.toArray());
  }

  private static Map<String, String> of(WireguardNode peer) {
    return Map.of("interface", "wg0", "public_key", peer.publicKey());
  }

  @Test
  void metricsSayWhatWgSays() {
    var before = node1.dump();
    var metrics = exporter.metrics();
    var after = node1.dump();

    assertThat(metrics.value("wireguard_up")).isEqualTo(1);
    assertThat(metrics.value("wireguard_peers", Map.of("interface", "wg0"))).isEqualTo(2);
    for (var peer : before.peers()) {
      var labels = Map.of("interface", "wg0", "public_key", peer.publicKey());
      assertThat(metrics.value(HANDSHAKE, labels)).isEqualTo((double) peer.handshake());
      assertThat(metrics.value("wireguard_peer_up", labels)).isEqualTo(1);
      var later = after.peer(peer.publicKey());
      assertThat(metrics.value(SENT, labels))
          .isBetween((double) peer.sent(), (double) later.sent());
      assertThat(metrics.value(RECEIVED, labels))
          .isBetween((double) peer.received(), (double) later.received());
      assertThat(metrics.series("wireguard_peer_info"))
          .anySatisfy(
              info ->
                  assertThat(info)
                      .containsAllEntriesOf(labels)
                      .containsEntry("endpoint", peer.endpoint())
                      .containsEntry("allowed_ips", peer.allowedIps()));
    }
    assertThat(metrics.series("wireguard_interface_info"))
        .singleElement()
        .isEqualTo(Map.of("interface", "wg0", "public_key", node1.publicKey()));
    assertThat(metrics.value("wireguard_interface_listen_port")).isEqualTo(51820);
  }

  @Test
  void trafficGrowsTheCounters() {
    var before = exporter.metrics();

    node1.traffic(node2, 20_000);

    var after = exporter.metrics();
    assertThat(after.value(SENT, of(node2)) - before.value(SENT, of(node2))).isGreaterThan(20_000);
    assertThat(after.value(RECEIVED, of(node2)) - before.value(RECEIVED, of(node2)))
        .isGreaterThan(20_000);
  }

  @Test
  void roamingMakesNoNewSeries() {
    var before = exporter.metrics();

    node3.roam("198.18.0.33");
    node3.ping(node1);

    var after = exporter.metrics();
    for (var metric : List.of(SENT, RECEIVED, HANDSHAKE, "wireguard_peer_up")) {
      assertThat(after.series(metric)).hasSize(2).isEqualTo(before.series(metric));
    }
    assertThat(after.value(SENT, of(node3))).isGreaterThanOrEqualTo(before.value(SENT, of(node3)));
    assertThat(after.has("wireguard_peer_info", Map.of("endpoint", "198.18.0.33:51820"))).isTrue();
    assertThat(after.has("wireguard_peer_info", Map.of("endpoint", "198.18.0.3:51820"))).isFalse();
    assertThat(after.value("wireguard_peer_endpoint_changes_total", of(node3))).isEqualTo(1);
  }

  @Test
  void peerRemovedIsGoneAndAddedAgainCountsFromZero() {
    node1.traffic(node2, 20_000);

    node1.removePeer(node2);
    var without = exporter.metrics();
    assertThat(without.samples()).noneMatch(sample -> sample.has(of(node2)));
    assertThat(without.value("wireguard_peers", Map.of("interface", "wg0"))).isEqualTo(1);

    node1.addPeer(node2);
    var never = exporter.metrics();
    assertThat(never.has(HANDSHAKE, of(node2))).isFalse();
    assertThat(never.value("wireguard_peer_up", of(node2))).isZero();
    assertThat(never.value(SENT, of(node2))).isZero();

    node1.renew(node2);
    var again = exporter.metrics();
    assertThat(again.value("wireguard_peer_up", of(node2))).isEqualTo(1);
    assertThat(again.value(SENT, of(node2))).isBetween(1.0, 20_000.0);
  }

  @Test
  void stoppedDaemonIsDownWithinTheDeadlineAndLeavesNoProcess() {
    node1.stopDaemon();
    try {
      for (int scrape = 0; scrape < 3; scrape++) {
        long begin = System.nanoTime();
        var page = exporter.scrape("X-Prometheus-Scrape-Timeout-Seconds", "1").body();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        var metrics = Exposition.parse(page);
        assertThat(metrics.value("wireguard_up")).isZero();
        assertThat(metrics.all(SENT)).isEmpty();
        assertThat(metrics.all("wireguard_peers")).isEmpty();
      }
      awaitNothingLeft(exporter, node1);
    } finally {
      node1.continueDaemon();
    }
    assertThat(exporter.metrics().value("wireguard_up")).isEqualTo(1);
  }

  @Test
  void namespacesAreReadSideBySideAndAHungOneHoldsUpNoOther() {
    var wg = stage.add(mesh.wgByNetworkNamespace());
    var several =
        start(
            wg.path(),
            "--wg.ip-path=" + Servers.require("ip"),
            "--wg.netns=" + node1.namespace(),
            "--wg.netns=" + node2.namespace(),
            "--wg.netns=no-such");
    assertThat(several.metrics().value("wireguard_peers", netns(node2.namespace()))).isEqualTo(2);

    node2.stopDaemon();
    try {
      var page = several.scrape("X-Prometheus-Scrape-Timeout-Seconds", "3").body();
      var metrics = Exposition.parse(page);

      assertThat(metrics.value("wireguard_netns_up", netns(node1.namespace()))).isEqualTo(1);
      assertThat(metrics.value("wireguard_peers", netns(node1.namespace()))).isEqualTo(2);
      assertThat(metrics.value("wireguard_netns_up", netns(node2.namespace()))).isZero();
      assertThat(metrics.value("wireguard_netns_up", netns("no-such"))).isZero();
      awaitNothingLeft(several, node2);
    } finally {
      node2.continueDaemon();
    }
    assertThat(several.metrics().value("wireguard_peers", netns(node2.namespace()))).isEqualTo(2);
  }

  private static Map<String, String> netns(String name) {
    return Map.of("netns", name);
  }

  private static void awaitNothingLeft(Exporter of, WireguardNode on) {
    Await.until(
        () -> "nothing is left: " + of.descendants() + " " + on.strangers(),
        Duration.ofSeconds(2),
        () -> of.descendants().isEmpty() && on.strangers().isEmpty());
  }

  @Test
  void oneRefusedInterfaceIsDownAndTheOtherIsKept() {
    try (var refused = RefusedInterface.on(node1)) {
      var metrics = exporter.metrics();

      assertThat(refused.path()).exists();
      assertThat(metrics.value("wireguard_interface_up", Map.of("interface", "bad0"))).isZero();
      assertThat(metrics.value("wireguard_interface_up", Map.of("interface", "wg0"))).isEqualTo(1);
      assertThat(metrics.value("wireguard_peers", Map.of("interface", "wg0"))).isEqualTo(2);
    }
  }

  @Test
  void oncePrintsWhatAScrapeShows() {
    var once =
        Command.of(
                Servers.requirePackaged("wireguard_exporter"),
                "--once",
                "--wg.path=" + node1.wgScript())
            .out();

    Promtool.assertCleanMetrics(once);
    assertThat(Exposition.parse(once).series(SENT)).isEqualTo(exporter.metrics().series(SENT));
  }

  @Test
  void pageIsCleanByPromtool() {
    Promtool.assertCleanMetrics(exporter.scrape().body());
  }

  @Test
  void privateKeyIsNowhereAndSigtermEndsWithZero() {
    var talkative = start(node1.wgScript(), "--log.level=debug");
    var page = talkative.scrape().body();
    var landing = Http.get(talkative.uri("/")).body();
    node1.stopDaemon();
    try {
      talkative.scrape("X-Prometheus-Scrape-Timeout-Seconds", "1");
    } finally {
      node1.continueDaemon();
    }

    var privateKey = node1.wgCommand("show", "wg0", "private-key").out().strip();
    assertThat(page).contains(node1.publicKey());
    assertThat(page + landing + talkative.output()).doesNotContain(privateKey);
    assertThat(talkative.stop()).isZero();
  }
}
