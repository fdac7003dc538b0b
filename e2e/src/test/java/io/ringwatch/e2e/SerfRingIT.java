package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged exporter on one agent of a real ring, against what serf itself says there. */
class SerfRingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Longer than the stream lags behind, so that what it would count twice is counted. */
  private static final Duration LAG = Duration.ofSeconds(5);

  private static final String TRANSITIONS = "serf_member_transitions_total";

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  private static SerfRing ring;
  private static Exporter exporter;
  private Exposition before = new Exposition(List.of());

  @BeforeAll
  static void startRingAndExporter() {
    ring = SerfRing.start(stage, 5, directory);
    var token = SecretFile.write(directory.resolve("token"), SerfRing.TOKEN);
    exporter =
        Exporter.start(
            stage,
            "serf_exporter",
            "--serf.rpc-address=" + ring.node(1).rpc(),
            "--serf.rtt",
            "--serf.member-states",
            "--log.level=debug",
            "--serf.probe-target=" + ring.node(4).rpc(),
            "--serf.probe-target=" + ring.node(5).rpc() + "=" + token);
  }

  @BeforeEach
  void awaitCalm() {
    ring.awaitWholeFor(ring.node(1));
    await("the stream is read", () -> exporter.metrics().value("serf_stream_connected") == 1);
    pause();
    before = exporter.metrics();
  }

  @Test
  void metricsSayWhatSerfSays() {
    var metrics = exporter.metrics();
    assertThat(metrics.value("serf_up")).isEqualTo(1);
    assertThat(metrics.value("serf_members", Map.of("status", "alive"))).isEqualTo(5);
    assertThat(metrics.value("serf_agent_info", Map.of("member", "node-1"))).isEqualTo(1);
    var workers = Map.of("tag", "role", "value", "worker", "status", "alive");
    assertThat(metrics.value("serf_members_by_tag", workers)).isEqualTo(4);
    ring.node(1)
        .members()
        .forEach(
            (name, status) -> {
              var member = Map.of("member", name, "status", status);
              assertThat(metrics.value("serf_member_info", member)).isEqualTo(1);
              assertThat(metrics.value("serf_member_status", member)).isEqualTo(1);
            });
    assertThat(metrics.all("serf_rtt_estimate_seconds"))
        .hasSize(4)
        .allSatisfy(rtt -> assertThat(rtt.value()).isBetween(0.0, 0.5));
  }

  @Test
  void pagesAreCleanAndHoldNoSecret() {
    var page = exporter.scrape().body();
    Promtool.assertCleanMetrics(page);
    assertThat(page + probe(5).body() + discovery() + exporter.output()).doesNotContain("CANARY");
  }

  @Test
  void killedMemberIsFailedOnceAndItsReturnIsOneJoin() {
    ring.node(3).kill();
    await("node-3 is failed", () -> has("node-3", "failed"));
    assertCounted("failed", 1);
    assertThat(exporter.metrics().value("serf_member_up", Map.of("member", "node-3"))).isZero();
    assertThat(discovery()).doesNotContain("127.0.77.3:");

    ring.node(3).restart();
    await("node-3 is alive", () -> has("node-3", "alive"));
    assertCounted("join", 1);
    assertCounted("failed", 1);
  }

  @Test
  void terminatedMemberIsFailed() {
    ring.node(3).terminate();
    await("node-3 is failed", () -> has("node-3", "failed"));
    assertCounted("failed", 1);
    assertCounted("leave", 0);
    ring.node(3).restart();
  }

  @Test
  void memberThatLeavesIsLeftThenPrunedThenBack() {
    ring.node(2).serf("leave");
    await("node-2 is left", () -> has("node-2", "left"));
    assertCounted("leave", 1);
    assertCounted("failed", 0);

    ring.node(1).serf("force-leave", "-prune", "node-2");
    await("node-2 is gone", () -> !exporter.scrape().body().contains("\"node-2\""));
    assertCounted("reap", 1);

    ring.node(2).restart();
    await("node-2 is alive", () -> has("node-2", "alive"));
    assertCounted("join", 1);
    assertCounted("reap", 1);
  }

  @Test
  void failedMemberThatIsForcedOutIsLeft() {
    ring.node(3).kill();
    await("node-3 is failed", () -> has("node-3", "failed"));
    ring.node(1).serf("force-leave", "node-3");
    await("node-3 is left", () -> has("node-3", "left"));
    assertCounted("failed", 1);
    assertCounted("leave", 1);
    ring.node(3).restart();
  }

  @Test
  void changedTagIsOneUpdateThoughTheAgentRepeatsIt() {
    ring.node(2).serf("tags", "-set=dc=dc2");
    try {
      await(
          "dc2 shows",
          () ->
              exporter.metrics().has("serf_member_info", Map.of("member", "node-2", "dc", "dc2")));
      assertCounted("update", 1);
      ring.node(3).kill();
      await("node-3 is failed", () -> has("node-3", "failed"));
      assertCounted("failed", 1);
      assertCounted("update", 1);
    } finally {
      ring.node(3).restart();
      ring.node(2).serf("tags", "-set=dc=dc1");
    }
  }

  @Test
  void stoppedAgentIsDownWithinTheDeadlineAndReadAgainAfterwards() {
    assertThat(up(4)).isEqualTo(1);
    ring.node(4).signal("STOP");
    try {
      long start = System.nanoTime();
      var page = Http.get(probeUri(4), "X-Prometheus-Scrape-Timeout-Seconds", "1").body();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(Exposition.parse(page).value("serf_up")).isZero();
      assertThat(exporter.metrics().value("serf_up")).isEqualTo(1);
    } finally {
      ring.node(4).signal("CONT");
    }
    await("node-4 is read again", () -> up(4) == 1);
  }

  @Test
  void restartedAgentIsReadAgainAndItsStreamToo() {
    await("its stream is read", () -> streams(4));
    double reaped = reaped(4);
    ring.node(4).kill();
    assertThat(up(4)).isZero();
    ring.node(4).restart();
    await("node-4 is read again", () -> up(4) == 1);
    await("its stream is read again", () -> streams(4));
    assertThat(reaped(4)).as("what it forgot by its restart is not reaped").isEqualTo(reaped);
  }

  @Test
  void agentThatWantsATokenIsReadWithItOnly() {
    assertThat(up(5)).isEqualTo(1);
    var without =
        Exporter.start(stage, "serf_exporter", "--serf.rpc-address=" + ring.node(5).rpc());
    assertThat(without.metrics().value("serf_up")).isZero();
    assertThat(without.output()).contains("the agent wants a token (--serf.rpc-auth-file)");
  }

  private static boolean has(String member, String status) {
    var labels = Map.of("member", member, "status", status);
    return exporter.metrics().has("serf_member_info", labels);
  }

  /** Counted so often since the test began, also after the stream has told all. */
  private void assertCounted(String event, int times) {
    pause();
    var labels = Map.of("event", event);
    assertThat(exporter.metrics().value(TRANSITIONS, labels) - before.value(TRANSITIONS, labels))
        .as(event)
        .isEqualTo(times);
  }

  private static double up(int node) {
    return Exposition.parse(probe(node).body()).value("serf_up");
  }

  private static double reaped(int node) {
    return Exposition.parse(probe(node).body()).value(TRANSITIONS, Map.of("event", "reap"));
  }

  private static boolean streams(int node) {
    var labels = Map.<String, String>of();
    var page = Exposition.parse(probe(node).body());
    return page.has("serf_stream_connected", labels)
        && page.value("serf_stream_connected", labels) == 1;
  }

  private static HttpResponse<String> probe(int node) {
    return Http.get(probeUri(node));
  }

  private static URI probeUri(int node) {
    return exporter.uri("/probe?target=" + ring.node(node).rpc());
  }

  private static String discovery() {
    return Http.get(exporter.uri("/sd?port=9100")).body();
  }

  private static void await(String claim, Await.Condition condition) {
    Await.until(() -> claim + ": " + exporter.scrape().body(), PATIENCE, condition);
  }

  private static void pause() {
    try {
      Thread.sleep(LAG);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
