package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not get on, on real sockets and all at the same time. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsTest {

  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final FakeProgram program = new FakeProgram();
  private RunningExporter exporter;
  private RunningExporter secured;

  @TempDir private static Path folder;

  @BeforeAll
  void start() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.items(out, 60_000);
    program.pages = Map.of("/big", (query, deadline) -> Page.Reply.json("x".repeat(10 << 20)));
    exporter = RunningExporter.start(program);
    for (var file : List.of("server.pem", "server.key")) {
      var copy = Files.copy(SecuredServer.TLS.resolve(file), folder.resolve(file));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }
    var config =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config: {cert_file: server.pem, key_file: server.key}\n");
    secured = RunningExporter.start(program, "--web.config.file=" + config);
  }

  @AfterAll
  void stop() {
    exporter.close();
    secured.close();
  }

  @Test
  void silentConnectionIsCut() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      assertThat(wire.untilCut()).isLessThan(AT_MOST);
    }
  }

  @Test
  void idleConnectionIsCutAfterItsAnswer() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.readResponse()).endsWith("ready\n");
      assertThat(wire.untilCut()).isBetween(Duration.ofSeconds(5), AT_MOST);
    }
  }

  @Test
  void drippingHeaderIsCut() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /metrics HTTP/1.1\r\nHost: x\r\n");
      assertThat(wire.drip("A: b\r\n", Duration.ofMillis(200))).isLessThan(AT_MOST);
    }
  }

  @Test
  void drippingSecondRequestIsCut() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      wire.readResponse();
      Thread.sleep(2000);
      wire.send("GET /-/ready HTTP/1.1\r\nHost: x\r\n");
      assertThat(wire.drip("A: b\r\n", Duration.ofMillis(200))).isLessThan(AT_MOST);
    }
  }

  @Test
  void drippingBodyIsCut() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /-/ready HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
      assertThat(wire.drip("x", Duration.ofMillis(200))).isLessThan(AT_MOST);
    }
  }

  @Test
  void drippingHandshakeIsCut() throws Exception {
    try (var wire = Wire.to(secured.port())) {
      wire.send("\026\003\001\002\000\001\000\001\374\003\003");
      assertThat(wire.drip("x", Duration.ofMillis(200))).isLessThan(AT_MOST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/big"})
  void slowReaderIsCut(String path) throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.sip(Duration.ofMillis(100))).isLessThan(AT_MOST);
    }
  }

  @Test
  void slowReaderOverTlsIsCut() throws Exception {
    try (var wire = Wire.toTls(secured.port())) {
      wire.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.sip(Duration.ofMillis(100))).isLessThan(AT_MOST);
    }
  }

  /** The time that an answer takes is ours, not the client's. */
  @Test
  void slowCollectionIsNotCut() throws Exception {
    var slow = new FakeProgram();
    slow.collector =
        (deadline, out) -> {
          FakeProgram.pause(Duration.ofSeconds(12));
          FakeProgram.items(out, 3);
        };
    try (var patient = RunningExporter.start(slow, "--scrape.timeout=20s");
        var wire = Wire.to(patient.port())) {
      wire.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(wire.readAll()).contains("fake_up 1\n", "item2");
    }
  }
}
