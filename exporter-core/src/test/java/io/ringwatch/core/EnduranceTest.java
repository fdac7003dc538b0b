package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class EnduranceTest {

  private static final int SCRAPES = 20_000;

  @Test
  @Timeout(60)
  void scrapesOfADeadTargetLeaveNothingBehind() throws Exception {
    var program = new FakeProgram();
    program.collector =
        (deadline, out) -> {
          throw new IOException("refused");
        };
    try (var log = LogLines.open();
        var exporter = RunningExporter.start(program, "--web.disable-exporter-metrics");
        var wire = Wire.to(exporter.port())) {
      scrape(exporter, wire, SCRAPES / 10);
      var before = Held.now();
      scrape(exporter, wire, SCRAPES);
      var after = Held.now();
      before.assertNotOutgrownBy(after);
      assertThat(log.lines()).containsExactly("WARNING fake is down: refused");
    }
  }

  /** Most on one connection, as Prometheus does; every tenth on one of its own. */
  private static void scrape(RunningExporter exporter, Wire wire, int times) throws IOException {
    var get = "GET /metrics?name[]=fake_up HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n";
    for (int i = 0; i < times; i++) {
      if (i % 10 == 0) {
        try (var own = Wire.to(exporter.port())) {
          own.send(get + "Connection: close\r\n\r\n");
          assertThat(own.readAll()).startsWith("HTTP/1.1 200 ");
        }
      } else {
        wire.send(get + "\r\n");
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ");
      }
    }
  }
}
