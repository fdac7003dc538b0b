package io.ringwatch.p2p.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.source.EtcdCluster;
import io.ringwatch.p2p.source.Servers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The agent against a real etcd. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;

  private EtcdCluster cluster;

  @BeforeAll
  void start() throws Exception {
    cluster = EtcdCluster.start(directory, 1);
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private Agent agent(String node) throws Exception {
    return Agent.start(cluster.config(""), new Heartbeat.Identity(node, node));
  }

  private JsonNode node(String name) throws Exception {
    var root = cluster.config("").open().read(Deadline.in(Duration.ofSeconds(5))).root();
    return root.path("nodes").path(name);
  }

  private static String metrics(Agent agent) throws Exception {
    var samples = new Samples(1000);
    agent.collect(Deadline.in(Duration.ofSeconds(5)), samples);
    var out = new ByteArrayOutputStream();
    samples.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void heartbeatIsKeptUnderItsLeaseAndGoesWithTheAgent() throws Exception {
    try (var agent = agent("keeper")) {
      Servers.await(PATIENCE, () -> node("keeper").path("up").asBoolean(false));
      Thread.sleep(7000);
      var node = node("keeper");
      assertThat(node.path("up").asBoolean()).isTrue();
      assertThat(node.at("/heartbeat/value/status").asString()).isEqualTo("alive");
      assertThat(node.at("/heartbeat/value/hostname").asString()).isEqualTo("keeper");
      assertThat(node.at("/heartbeat/lease/granted_ttl_seconds").asInt()).isEqualTo(5);
      assertThat(metrics(agent)).contains("p2p_agent_heartbeat_up 1", "p2p_agent_leases_total 1");
    }
    assertThat(node("keeper").path("up").asBoolean(false)).isFalse();
  }

  @Test
  void configurationIsAppliedLive() throws Exception {
    try (var agent = agent("live")) {
      assertThat(metrics(agent)).contains("p2p_agent_config_interval_seconds 10");
      cluster.put(
          "/monitor/config/live", "{\"interval\": 0.2, \"metrics\": [\"cpu\"]}", Optional.empty());
      Servers.await(
          PATIENCE,
          () -> {
            var text = metrics(agent);
            return text.contains("p2p_agent_config_interval_seconds 0.2")
                && text.contains("p2p_agent_config_metric_enabled{metric=\"disk\"} 0")
                && text.contains("p2p_agent_cpu_usage_ratio ")
                && !text.contains("p2p_agent_memory_total_bytes ");
          });
      cluster.put("/monitor/config/live", "{\"interval\": \"soon\"}", Optional.empty());
      Servers.await(PATIENCE, () -> metrics(agent).contains("p2p_agent_config_valid 0"));
      assertThat(metrics(agent)).contains("p2p_agent_config_interval_seconds 0.2");
      cluster.put("/monitor/config/live2", "{\"interval\": 77}", Optional.empty());
      cluster.put("/monitor/config/live", "{\"metrics\": [\"memory\"]}", Optional.empty());
      Servers.await(
          PATIENCE,
          () -> {
            var text = metrics(agent);
            return text.contains("p2p_agent_config_interval_seconds 10")
                && text.contains("p2p_agent_memory_total_bytes ")
                && !text.contains("p2p_agent_cpu_usage_ratio ");
          });
    }
  }

  @Test
  void lostLeaseIsReplaced() throws Exception {
    try (var agent = agent("loser")) {
      Servers.await(PATIENCE, () -> node("loser").path("up").asBoolean(false));
      for (var lease : leases("loser")) {
        cluster.revoke(lease);
      }
      Servers.await(PATIENCE, () -> metrics(agent).contains("p2p_agent_leases_total 2"));
      Servers.await(PATIENCE, () -> node("loser").path("up").asBoolean(false));
    }
  }

  private List<Long> leases(String node) throws Exception {
    var keys = new io.ringwatch.p2p.source.EtcdKeys("/monitor/heartbeat/" + node);
    return keys.read(cluster.config("").gateway(), Deadline.in(Duration.ofSeconds(5))).stream()
        .map(io.ringwatch.p2p.source.EtcdKeys.Entry::lease)
        .toList();
  }

  @Test
  void restartOfEtcdIsSurvived() throws Exception {
    try (var agent = agent("survivor")) {
      Servers.await(PATIENCE, () -> node("survivor").path("up").asBoolean(false));
      cluster.kill(0);
      Servers.await(PATIENCE, () -> metrics(agent).contains("p2p_agent_heartbeat_up 0"));
      cluster.restart(0);
      Servers.await(
          PATIENCE,
          () ->
              metrics(agent).contains("p2p_agent_heartbeat_up 1")
                  && node("survivor").path("up").asBoolean(false));
      cluster.put("/monitor/config/survivor", "{\"interval\": 3}", Optional.empty());
      Servers.await(PATIENCE, () -> metrics(agent).contains("p2p_agent_config_interval_seconds 3"));
    }
  }
}
