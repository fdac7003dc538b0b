package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.StrictYaml;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import tools.jackson.databind.JsonNode;

/** The Redis source against a real Redis with a password. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSourceTest {

  @TempDir static Path directory;

  private int port;
  private Servers.Running server;

  @BeforeAll
  void start() throws Exception {
    var program = Servers.require("redis-server");
    port = Servers.freePort();
    var words =
        List.of(
            program.toString(),
            "--port",
            String.valueOf(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--requirepass",
            "hunter2",
            "--dir",
            directory.toString());
    server = Servers.start(directory.resolve("redis.log"), words);
    Servers.await(Duration.ofSeconds(20), this::answers);
    secret("password", "hunter2");
  }

  private boolean answers() {
    try (var redis = connect()) {
      return redis.ping().equals("PONG");
    } catch (redis.clients.jedis.exceptions.JedisException e) {
      return false;
    }
  }

  private Jedis connect() {
    var redis = new Jedis("127.0.0.1", port);
    redis.auth("hunter2");
    return redis;
  }

  private static void secret(String name, String value) throws Exception {
    var file = Files.writeString(directory.resolve(name), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @BeforeEach
  void empty() {
    try (var redis = connect()) {
      redis.flushAll();
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private JsonNode read(String password) throws Exception {
    var yaml =
        "{redis: '127.0.0.1:%d', password_file: %s}".formatted(port, directory.resolve(password));
    var source = StrictYaml.parse("t", yaml, SourceConfig.class).open();
    return source.read(Deadline.in(Duration.ofSeconds(5))).root();
  }

  @Test
  void nodesSessionsAndBackendAreReadWithoutSignatures() throws Exception {
    try (var redis = connect()) {
      redis.set(
          "fleet:cluster:node:a-1",
          "{\"node_id\": \"a-1\", \"status\": \"active\", \"_signature\": \"c2ln\"}");
      redis.set("fleet:cluster:node:b-2", "not json");
      redis.lpush("fleet:cluster:node:c-3", "a list");
      redis.set("fleet:cluster:updated_at", "2026-03-20T10:20:35.105000");
      redis.select(1);
      for (int i = 0; i < 1234; i++) {
        redis.set("fleet:session:" + i, "{\"username\": \"NEVER\"}");
      }
      redis.set("other:session:1", "");
    }
    var root = read("password");
    assertThat(root.at("/backend/connected").asBoolean()).isTrue();
    assertThat(root.at("/backend/latency_seconds").asDouble()).isPositive();
    assertThat(root.at("/backend/host").asString()).isEqualTo("127.0.0.1:" + port);
    assertThat(root.path("nodes").propertyNames()).containsExactly("a-1");
    assertThat(root.at("/nodes/a-1/status").asString()).isEqualTo("active");
    assertThat(root.path("nodes_unreadable").asInt()).isEqualTo(2);
    assertThat(root.path("updated_at").asString()).isEqualTo("2026-03-20T10:20:35.105000");
    assertThat(root.at("/sessions/count").asInt()).isEqualTo(1234);
    assertThat(root.toString()).doesNotContain("NEVER", "c2ln");
  }

  @Test
  void emptyRegistryHasNoNodesAndNoTime() throws Exception {
    var root = read("password");
    assertThat(root.path("nodes").size()).isZero();
    assertThat(root.has("updated_at")).isFalse();
    assertThat(root.at("/sessions/count").asInt()).isZero();
  }

  @Test
  void wrongPasswordIsABackendThatIsNotConnected() throws Exception {
    secret("wrong", "swordfish");
    var root = read("wrong");
    assertThat(root.at("/backend/connected").asBoolean(true)).isFalse();
    assertThat(root.has("nodes")).isFalse();
    assertThat(root.toString()).doesNotContain("swordfish");
  }

  @Test
  void silentServerIsNotConnectedWithinTheDeadline() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var yaml = "redis: '127.0.0.1:%d'".formatted(silent.getLocalPort());
      var source = StrictYaml.parse("t", yaml, SourceConfig.class).open();
      long start = System.nanoTime();
      var root = source.read(Deadline.in(Duration.ofMillis(400))).root();
      assertThat(root.at("/backend/connected").asBoolean(true)).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }
}
