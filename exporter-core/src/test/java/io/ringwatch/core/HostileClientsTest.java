package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that no library would be, on real sockets; the slow ones all at the same time. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class HostileClientsTest {

  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final FakeProgram program = new FakeProgram();
  private LogLines log;
  private RunningExporter exporter;
  private RunningExporter secured;

  @TempDir private static Path folder;

  @BeforeAll
  void start() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.items(out, 60_000);
    program.pages = Map.of("/big", (query, deadline) -> Page.Reply.json("x".repeat(10 << 20)));
    exporter = RunningExporter.start(program);
    for (var file : List.of("server.pem", "server.key")) {
      Files.copy(SecuredServer.TLS.resolve(file), folder.resolve(file));
    }
    var config =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config: {cert_file: server.pem, key_file: server.key}\n");
    secured = RunningExporter.start(program, "--web.config.file=" + config);
    log = LogLines.open();
  }

  @AfterAll
  void noneOfThemFillsTheLog() {
    exporter.close();
    secured.close();
    log.close();
    assertThat(log.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GET /metrics HTTP/1.1\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nA: LONG\\r\\n\\r\\n, 431",
        "GET /LONG HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 414",
        "GET /metrics HTTP/9.9\\r\\nHost: x\\r\\n\\r\\n, 505",
        "GET /metrics\\r\\n\\r\\n, 505",
        "GET /a b HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 400",
        "GET /%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 400",
        "GET /metrics?name[]=%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 400",
        "GET metrics HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nBroken\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\n: y\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nA: \\0\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n, 400",
        "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: odd\\r\\n\\r\\n, 400",
        "\\0\\1\\2\\3\\r\\n\\r\\n, 400",
        "\\026\\003\\001\\002\\000\\001\\000, 400",
        "CONNECT x:1 HTTP/1.1\\r\\nHost: x:1\\r\\nConnection: close\\r\\n\\r\\n, 405",
        "OPTIONS * HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n, 404",
        "POST /metrics HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\n\\r\\n, 405",
        "GET http://x/-/ready HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n, 200",
        "GET /-/ready HTTP/1.0\\r\\n\\r\\n, 200",
      })
  void malformedRequestGetsOnePlainLine(String request, int status) throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send(request.translateEscapes().replace("LONG", "x".repeat(20_000)));
      var answer = wire.readAll();
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(answer)
          .contains("\r\nContent-Type: text/plain; charset=utf-8")
          .doesNotContain("Exception", "Jetty", "jetty", "\tat ", "<");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).endsWith("\n").hasLineCount(1);
    }
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
    try (var patient = RunningExporter.start(slow, "--scrape.timeout=20s")) {
      assertThat(patient.page("/metrics")).contains("fake_up 1\n", "item2");
    }
  }
}
