package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The etcd source against a real cluster of three. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EtcdSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HEARTBEAT =
      "{\"status\": \"alive\", \"ts\": 1781946840.25, \"hostname\": \"%s\"}";

  @TempDir static Path directory;

  private EtcdCluster cluster;

  @BeforeAll
  void start() throws Exception {
    cluster = EtcdCluster.start(directory, 3);
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private Source source(String more) throws Exception {
    return cluster.config(more).open();
  }

  private static JsonNode node(Source source, String name) throws IOException {
    return source.read(EtcdCluster.soon()).root().path("nodes").path(name);
  }

  private static String prefixes(String name) {
    return "heartbeat_prefix: /%s/heartbeat/\nconfig_prefix: /%s/config/".formatted(name, name);
  }

  @Test
  void heartbeatLeaseAndConfigurationAreRead() throws Exception {
    long lease = cluster.grant(30);
    cluster.put("/read/heartbeat/worker1", HEARTBEAT.formatted("worker1"), Optional.of(lease));
    cluster.put("/read/config/worker1", "{\"interval\": 2}", Optional.empty());
    cluster.put("/read/config/worker2", "{\"interval\": 10}", Optional.empty());
    cluster.put("/read/config/master", "{\"interval\": 10}", Optional.empty());
    var root = source(prefixes("read")).read(EtcdCluster.soon()).root();
    var worker1 = root.path("nodes").path("worker1");
    assertThat(worker1.path("up").asBoolean()).isTrue();
    assertThat(worker1.path("hostname_matches").asBoolean()).isTrue();
    assertThat(worker1.at("/heartbeat/value/ts").asDouble()).isEqualTo(1781946840.25);
    assertThat(worker1.at("/heartbeat/lease/granted_ttl_seconds").asLong()).isEqualTo(30);
    assertThat(worker1.at("/heartbeat/lease/ttl_seconds").asLong()).isBetween(20L, 30L);
    assertThat(worker1.at("/config/value/interval").asInt()).isEqualTo(2);
    assertThat(root.at("/nodes/worker2/up").asBoolean(true)).isFalse();
    assertThat(root.at("/nodes/worker2/heartbeat").isMissingNode()).isTrue();
    assertThat(root.at("/nodes/master").isMissingNode()).isTrue();
  }

  @Test
  void membersHaveHealthAndOneOfThemLeads() throws Exception {
    var root = source("").read(EtcdCluster.soon()).root();
    var members = root.path("members");
    assertThat(members.propertyNames()).containsExactlyInAnyOrder("etcd-0", "etcd-1", "etcd-2");
    members.forEach(
        member -> {
          assertThat(member.path("started").asBoolean()).isTrue();
          assertThat(member.path("healthy").asBoolean()).isTrue();
        });
    var leader = root.path("leader").asString("");
    assertThat(members.path(leader).path("is_leader").asBoolean()).isTrue();
    assertThat(root.path("version").asString("")).startsWith("3.");
  }

  @Test
  void deathWithoutAConfigurationStaysVisibleAndIsCounted() throws Exception {
    long lease = cluster.grant(60);
    cluster.put("/death/heartbeat/w", HEARTBEAT.formatted("other"), Optional.of(lease));
    var source = source(prefixes("death"));
    Servers.await(
        PATIENCE,
        () -> source.read(EtcdCluster.soon()).root().at("/watch/connected").asBoolean(false));
    assertThat(node(source, "w").path("hostname_matches").asBoolean(true)).isFalse();
    cluster.revoke(lease);
    Servers.await(PATIENCE, () -> node(source, "w").path("deaths").asInt() == 1);
    var dead = node(source, "w");
    assertThat(dead.path("up").asBoolean(true)).isFalse();
    assertThat(dead.path("gone_at").asDouble()).isPositive();
    cluster.put("/death/heartbeat/w", HEARTBEAT.formatted("w"), Optional.empty());
    var back = node(source, "w");
    assertThat(back.path("up").asBoolean()).isTrue();
    assertThat(back.path("deaths").asInt()).isEqualTo(1);
    assertThat(back.path("gone_at").isMissingNode()).isTrue();
  }

  @Test
  void deathAndReturnBetweenTwoReadsIsCounted() throws Exception {
    cluster.put("/short/heartbeat/w", HEARTBEAT.formatted("w"), Optional.empty());
    var source = source(prefixes("short"));
    Servers.await(
        PATIENCE,
        () -> source.read(EtcdCluster.soon()).root().at("/watch/connected").asBoolean(false));
    cluster.ctl("del", "/short/heartbeat/w");
    cluster.put("/short/heartbeat/w", HEARTBEAT.formatted("w"), Optional.empty());
    Servers.await(PATIENCE, () -> node(source, "w").path("deaths").asInt() == 1);
    assertThat(node(source, "w").path("up").asBoolean()).isTrue();
  }

  @Test
  void valueThatIsNotJsonIsNotValid() throws Exception {
    cluster.put("/odd/heartbeat/w", "alive", Optional.empty());
    cluster.put("/odd/config/w", "[".repeat(5000), Optional.empty());
    var node = node(source(prefixes("odd")), "w");
    assertThat(node.path("up").asBoolean()).isTrue();
    assertThat(node.at("/heartbeat/valid").asBoolean(true)).isFalse();
    assertThat(node.at("/heartbeat/value").isMissingNode()).isTrue();
    assertThat(node.at("/config/valid").asBoolean(true)).isFalse();
  }

  @Test
  void moreKeysThanOnePageAreAllRead() throws Exception {
    try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 1200; i++) {
        var key = "/many/heartbeat/w%04d".formatted(i);
        var _ =
            threads.submit(
                () -> {
                  cluster.put(key, HEARTBEAT.formatted("x"), Optional.empty());
                  return key;
                });
      }
    }
    var nodes = source(prefixes("many")).read(EtcdCluster.soon()).root().path("nodes");
    assertThat(nodes.size()).isEqualTo(1200);
  }

  @Test
  void unreachableClusterIsAnErrorInTime() throws Exception {
    var yaml =
        "etcd: [http://127.0.0.1:%d, http://127.0.0.1:%d]"
            .formatted(Servers.freePort(), Servers.freePort());
    var source = io.ringwatch.yaml.StrictYaml.parse("t", yaml, SourceConfig.class).open();
    assertThatThrownBy(() -> source.read(EtcdCluster.soon()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("connection refused");
  }

  @Test
  void deadMemberIsPassedOverAndShownUnhealthy() throws Exception {
    try (var own = EtcdCluster.start(Files.createTempDirectory(directory, "own"), 3)) {
      var source = own.config("").open();
      source.read(EtcdCluster.soon());
      own.kill(0);
      Servers.await(
          PATIENCE,
          () -> {
            var root = source.read(EtcdCluster.soon()).root();
            return !root.at("/members/etcd-0/healthy").asBoolean(true)
                && root.at("/members/etcd-1/healthy").asBoolean(false);
          });
    }
  }

  @Test
  void securedClusterIsReadWithACertificateAndAPassword() throws Exception {
    var files = Files.createTempDirectory(directory, "tls");
    try (var own = EtcdCluster.secured(files, 1)) {
      own.put("/monitor/heartbeat/w", HEARTBEAT.formatted("w"), Optional.empty());
      own.ctl("user", "add", "root:hunter2");
      own.ctl("user", "grant-role", "root", "root");
      own.ctl("auth", "enable");
      var password = Files.writeString(files.resolve("password"), "hunter2\n");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      var user = "user: {name: root, password_file: " + password + "}\n";
      var source = own.config(user + new TlsFiles(files).as("nameless")).open();
      var root = source.read(EtcdCluster.soon()).root();
      assertThat(root.at("/nodes/w/up").asBoolean(false)).isTrue();
      assertThat(root.at("/members/etcd-0/healthy").asBoolean(false)).isTrue();
      Servers.await(
          PATIENCE,
          () -> source.read(EtcdCluster.soon()).root().at("/watch/connected").asBoolean(false));
      var named = own.config(user).open();
      assertThatThrownBy(() -> named.read(EtcdCluster.soon()))
          .hasMessageContaining("it takes no client certificate with a common name");
    }
  }

  @Test
  void clientWithoutACertificateLearnsNothingOfASecuredCluster() throws Exception {
    var files = Files.createTempDirectory(directory, "tls");
    try (var own = EtcdCluster.secured(files, 1)) {
      var yaml =
          "{etcd: ['%s'], tls: {ca_file: %s}}"
              .formatted(own.endpoints().getFirst(), files.resolve("ca.crt"));
      var source = io.ringwatch.yaml.StrictYaml.parse("t", yaml, SourceConfig.class).open();
      assertThatThrownBy(() -> source.read(EtcdCluster.soon())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void tokenThatEtcdForgotIsRenewed() throws Exception {
    try (var own = EtcdCluster.start(Files.createTempDirectory(directory, "auth"), 1)) {
      own.put("/monitor/heartbeat/w", HEARTBEAT.formatted("w"), Optional.empty());
      own.ctl("user", "add", "root:hunter2");
      own.ctl("user", "grant-role", "root", "root");
      own.ctl("auth", "enable");
      var password = Files.writeString(directory.resolve("password"), "hunter2\n");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      var source = own.config("user: {name: root, password_file: " + password + "}").open();
      assertThat(node(source, "w").path("up").asBoolean()).isTrue();
      own.kill(0);
      own.restart(0);
      Servers.await(PATIENCE, () -> node(source, "w").path("up").asBoolean());
      var stranger = own.config("").open();
      assertThatThrownBy(() -> stranger.read(EtcdCluster.soon())).isInstanceOf(EtcdRefusal.class);
      Files.writeString(password, "wrong\n");
      var wrong = own.config("user: {name: root, password_file: " + password + "}").open();
      assertThatThrownBy(() -> wrong.read(EtcdCluster.soon()))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("wrong\n");
    }
  }
}
