package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Heartbeats in a real etcd: agents that live, die and are configured anew, as the packaged
 * exporter tells it and a real Prometheus alerts on it, by the rules that users load.
 */
class HeartbeatIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NODE_UP = "etcd_heartbeat_node_up";
  private static final Map<String, String> WORKER_1 = Map.of("node", "worker1");
  private static final Map<String, String> WORKER_2 = Map.of("node", "worker2");
  private static final String DEFAULTS =
      "{\"interval\": 10, \"metrics\": [\"cpu\", \"memory\", \"disk\"]}";

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  /** The agents that run now, by node. */
  private static final Map<String, Exporter> agents = new HashMap<>();

  private static EtcdCluster etcd;
  private static Exporter exporter;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void startAll() throws IOException {
    etcd = EtcdCluster.start(stage, 3, directory);
    List.of("worker1", "worker2", "master").forEach(node -> configure(node, DEFAULTS));
    List.of("worker1", "worker2").forEach(HeartbeatIT::startAgent);
    var config =
        """
        targets:
          - name: lab
            module: etcd-heartbeat
            source: {etcd: [%s], ignore: [master]}
        """
            .formatted(String.join(", ", etcd.endpoints()));
    var file = Files.writeString(directory.resolve("p2p.yaml"), config);
    exporter = Exporter.start(stage, "p2p_exporter", "--config.file=" + file);
    var job = new PrometheusServer.ScrapeJob("p2p", List.of(exporter.target()));
    var rules = Servers.root().resolve("alerts/etcd.rules.yml");
    prometheus = PrometheusServer.start(stage, List.of(job), List.of(rules));
  }

  @BeforeEach
  void awaitCalm() {
    await("both workers are alive", () -> isUp(WORKER_1, 1) && isUp(WORKER_2, 1));
    awaitAlerts(
        "Prometheus knows it",
        () -> prometheus.query(NODE_UP + " == 1").size() == 2 && states("worker2").isEmpty());
  }

  @Test
  void workersAreAliveAndTheMasterIsNotExpected() {
    var metrics = exporter.metrics();
    assertThat(metrics.all(NODE_UP).stream().map(sample -> sample.label("node")))
        .containsExactlyInAnyOrder("worker1", "worker2");
    assertThat(metrics.value("etcd_heartbeat_nodes")).isEqualTo(2);
    assertThat(metrics.value("etcd_heartbeat_nodes_alive")).isEqualTo(2);
    assertThat(metrics.value("etcd_heartbeat_lease_granted_ttl_seconds", WORKER_2)).isEqualTo(5);
    assertThat(metrics.value("etcd_exporter_members_healthy")).isEqualTo(3);
    assertThat(agent("worker1").metrics().value("p2p_agent_heartbeat_up")).isEqualTo(1);
    Promtool.assertCleanMetrics(exporter.scrape().body());
  }

  @Test
  void killedWorkerIsDeadWithItsLeaseAndAliveAgainWhenItReturns() {
    agent("worker2").kill();
    await("worker2 is dead", () -> isUp(WORKER_2, 0));
    assertThat(isUp(WORKER_1, 1)).isTrue();
    assertThat(exporter.metrics().value("etcd_heartbeat_nodes_alive")).isEqualTo(1);
    awaitAlerts("worker2's death is alerted on", () -> states("worker2").contains("firing"));
    assertThat(states("worker1")).isEmpty();

    startAgent("worker2");
    await("worker2 is alive", () -> isUp(WORKER_2, 1));
    awaitAlerts("the alert is over", () -> states("worker2").isEmpty());
  }

  @Test
  void changedConfigurationIsAppliedAndSeen() {
    var before = exporter.metrics().value("etcd_config_mod_revision", WORKER_1);
    assertThat(exporter.metrics().value("etcd_config_interval_seconds", WORKER_1)).isEqualTo(10);
    assertThat(enabled("disk")).isTrue();

    configure("worker1", "{\"interval\": 1, \"metrics\": [\"cpu\"]}");
    await(
        "the change is seen",
        () -> exporter.metrics().value("etcd_config_interval_seconds", WORKER_1) == 1);
    assertThat(exporter.metrics().value("etcd_config_mod_revision", WORKER_1))
        .isGreaterThan(before);
    assertThat(enabled("cpu")).isTrue();
    assertThat(enabled("disk")).isFalse();
    var agent = agent("worker1");
    Await.until(agent::toString, PATIENCE, () -> measuresCpuAlone(agent.metrics()));
    awaitAlerts(
        "the change is told",
        () -> prometheus.alerts().stream().anyMatch(a -> a.name().equals("AgentConfigChanged")));
  }

  private static boolean measuresCpuAlone(Exposition agent) {
    return agent.value("p2p_agent_config_interval_seconds") == 1
        && agent.has("p2p_agent_cpu_usage_ratio", Map.of())
        && !agent.has("p2p_agent_disk_total_bytes", Map.of());
  }

  private static boolean enabled(String metric) {
    var labels = Map.of("node", "worker1", "metric", metric);
    return exporter.metrics().has("etcd_config_metric_enabled", labels);
  }

  private static void configure(String node, String value) {
    etcd.put("/monitor/config/" + node, value);
  }

  private static void startAgent(String node) {
    var flags = new ArrayList<Object>(List.of("agent", "--node=" + node));
    etcd.endpoints().forEach(endpoint -> flags.add("--etcd=" + endpoint));
    agents.put(node, Exporter.start(stage, "p2p_exporter", flags.toArray()));
  }

  private static Exporter agent(String node) {
    return Objects.requireNonNull(agents.get(node));
  }

  private static boolean isUp(Map<String, String> node, int value) {
    var metrics = exporter.metrics();
    return metrics.has(NODE_UP, node) && metrics.value(NODE_UP, node) == value;
  }

  /** In which states the alert on a node's death is. */
  private static List<String> states(String node) {
    return prometheus.alerts().stream()
        .filter(alert -> alert.name().equals("HeartbeatNodeDead"))
        .filter(alert -> node.equals(alert.labels().get("node")))
        .map(PrometheusServer.Alert::state)
        .toList();
  }

  private static void await(String claim, Await.Condition condition) {
    Await.until(() -> claim + ": " + exporter.scrape().body(), PATIENCE, condition);
  }

  private static void awaitAlerts(String claim, Await.Condition condition) {
    prometheus.await(claim, PATIENCE, condition);
  }
}
