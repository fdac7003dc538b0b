package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no library would send; none of them may show in the log, which is not theirs. */
@Isolated
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {

  private RunningExporter exporter;
  private LogLines log;

  @BeforeAll
  void start() throws Exception {
    var program = new FakeProgram();
    program.pages = Map.of("/big", (query, deadline) -> Page.Reply.json("x".repeat(10 << 20)));
    exporter = RunningExporter.start(program);
    log = LogLines.open();
  }

  @AfterAll
  void noneOfThemIsLogged() {
    exporter.close();
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
      var answer = wire.readResponse();
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(answer)
          .contains("\r\nContent-Type: text/plain; charset=utf-8")
          .doesNotContain("Exception", "Jetty", "jetty", "\tat ", "<");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).endsWith("\n").hasLineCount(1);
    }
  }

  @RepeatedTest(5)
  void clientMayLeaveInTheMiddleOfItsAnswer() throws Exception {
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.read()).isEqualTo('H');
    }
    try (var wire = Wire.to(exporter.port())) {
      wire.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    }
  }
}
