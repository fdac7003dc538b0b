package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.StrictYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Redis source against a real Redis that speaks nothing but TLS and wants a certificate. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisTlsTest {

  @TempDir static Path directory;

  private int port;
  private TlsFiles files;
  private Servers.Running server;

  @BeforeAll
  void start() throws Exception {
    files = TlsFiles.in(directory);
    port = Servers.freePort();
    var password = Files.writeString(directory.resolve("password"), "hunter2");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    var config =
        """
        port 0
        tls-port %d
        bind 127.0.0.1
        tls-cert-file %s
        tls-key-file %s
        tls-ca-cert-file %s
        tls-auth-clients yes
        save ""
        dir %s
        user metrics on >hunter2 ~fleet:* +@read -@dangerous +@connection +info +select
        """
            .formatted(
                port,
                files.file("server.crt"),
                files.file("server.key"),
                files.file("ca.crt"),
                directory);
    var file = Files.writeString(directory.resolve("redis.conf"), config);
    var words = List.of(Servers.require("redis-server").toString(), file.toString());
    server = Servers.start(directory.resolve("redis.log"), words);
    Servers.await(Duration.ofSeconds(20), () -> connected("localhost", files.client()));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private boolean connected(String host, String more) throws Exception {
    return read(host, more).at("/backend/connected").asBoolean(false);
  }

  private JsonNode read(String host, String more) throws Exception {
    var yaml =
        """
        redis: '%s:%d'
        username: metrics
        password_file: %s
        %s
        """
            .formatted(host, port, directory.resolve("password"), more);
    var source = StrictYaml.parse("redis.yaml", yaml, SourceConfig.class).open();
    return source.read(Deadline.in(Duration.ofSeconds(5))).root();
  }

  @Test
  void userWithACertificateReadsTheRegistry() throws Exception {
    var root = read("localhost", files.client());
    assertThat(root.at("/backend/connected").asBoolean(false)).isTrue();
    assertThat(root.at("/backend/latency_seconds").asDouble()).isPositive();
    assertThat(root.path("nodes").isObject()).isTrue();
    assertThat(root.at("/sessions/count").asInt(-1)).isZero();
  }

  @Test
  void strangersSeeABackendThatIsNotConnected() throws Exception {
    var noCertificate = "tls: {ca_file: " + files.file("ca.crt") + "}";
    assertThat(connected("localhost", noCertificate)).isFalse();
    assertThat(connected("localhost", "")).isFalse();
  }

  @Test
  void serverHasToBeOfTheAuthorityAndOfItsName() throws Exception {
    assertThat(connected("localhost", "tls: {}")).isFalse();
    assertThat(connected("127.0.0.1", files.client())).isFalse();
  }
}
