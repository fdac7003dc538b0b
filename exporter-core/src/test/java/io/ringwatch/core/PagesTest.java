package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Page.Reply;
import io.ringwatch.core.Prober.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of an exporter, asked as Prometheus and people ask. */
@Timeout(60)
class PagesTest {

  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  private final FakeProgram program = new FakeProgram();

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/metrics, 200",
    "/metrics?x=y, 200",
    "/-/healthy, 200",
    "/-/ready, 200",
    "/metricsX, 404",
    "/metrics/, 404",
    "/metrics;x=y, 404",
    "/METRICS, 404",
    "//metrics, 400",
    "/x/metrics, 404",
    "/-/healthy/, 404",
    "/-, 404",
    "/probe, 404",
    "/favicon.ico, 404",
    "/x/../metrics, 404",
    "/x/%2e%2e/metrics, 400",
    "/%00, 400",
    "/metrics?name[]=%zz, 400",
  })
  void pathsAreExact(String path, int status) throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      var answer = exporter.send("GET", path.replace("[]", "%5B%5D").replace("%zz", "%ff"));
      assertThat(answer.statusCode()).isEqualTo(status);
      if (status != 200) {
        assertPlain(answer.body(), answer.headers().firstValue("Content-Type"));
      }
    }
  }

  private static void assertPlain(String body, Optional<String> contentType) {
    assertThat(contentType).hasValue("text/plain; charset=utf-8");
    assertThat(body).endsWith("\n").hasLineCount(1).doesNotContain("Exception", "jetty");
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, GET HEAD, 'GET, HEAD'",
    "/, GET HEAD, 'GET, HEAD'",
    "/-/healthy, GET HEAD, 'GET, HEAD'",
    "/-/reload, POST PUT, 'POST, PUT'",
  })
  void onlyTheMethodsOfAPage(String path, String methods, String allow) throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      for (var method :
          List.of(
              "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE")) {
        var answer = exporter.send(method, path);
        if (Arrays.asList(methods.split(" ")).contains(method)) {
          assertThat(answer.statusCode()).as(method).isEqualTo(200);
        } else {
          assertThat(answer.statusCode()).as(method).isEqualTo(405);
          assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
        }
      }
    }
  }

  @Test
  void headHasTheHeadersAndNoBody() throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      var head = exporter.send("HEAD", "/metrics", "Accept", OPEN_METRICS);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type"))
          .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }
  }

  @Test
  void landingPageNamesTheProgramAndLinksToEveryPage() throws Exception {
    program.pages = Map.of("/sd?a&b", (query, deadline) -> Reply.json("[]"));
    program.prober = Optional.of(query -> program.collector);
    try (var exporter = RunningExporter.start(program, "--web.telemetry-path=/m")) {
      var page = exporter.page("/");
      assertThat(page).contains("<h1>Fake &amp; Exporter</h1>", "fake_exporter dev");
      var links = new ArrayList<String>();
      Pattern.compile("href=\"([^\"]*)\"")
          .matcher(page)
          .results()
          .forEach(m -> links.add(m.group(1)));
      assertThat(links).containsExactly("/m", "/probe", "/sd?a&amp;b", "/-/healthy", "/-/ready");
      assertThat(exporter.get("/m").statusCode()).isEqualTo(200);
      assertThat(exporter.get("/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void healthPagesCollectNothing() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.pause(deadline.remaining());
    try (var exporter = RunningExporter.start(program)) {
      assertThat(exporter.page("/-/healthy")).isEqualTo("healthy\n");
      assertThat(exporter.page("/-/ready")).isEqualTo("ready\n");
      exporter.page("/");
      assertThat(program.collections).hasValue(0);
    }
  }

  @Test
  void badReloadKeepsTheLastGood() throws Exception {
    try (var exporter = RunningExporter.start(program);
        var log = LogLines.open()) {
      assertThat(exporter.send("POST", "/-/reload").statusCode()).isEqualTo(200);
      assertThat(exporter.page("/metrics"))
          .contains("fake_exporter_config_last_reload_successful 1\n");
      var before = reloadTime(exporter);
      program.problem = Optional.of("fake.yaml:3:1: target: is missing");
      var bad = exporter.send("POST", "/-/reload");
      assertThat(bad.statusCode()).isEqualTo(500);
      assertThat(bad.body()).isEqualTo("fake.yaml:3:1: target: is missing\n");
      assertThat(exporter.page("/metrics"))
          .contains("fake_exporter_config_last_reload_successful 0\n", "fake_up 1\n", "item2");
      assertThat(reloadTime(exporter)).isEqualTo(before);
      program.problem = Optional.empty();
      assertThat(exporter.send("PUT", "/-/reload").statusCode()).isEqualTo(200);
      assertThat(reloadTime(exporter)).isGreaterThan(before);
      assertThat(log.lines())
          .containsExactly("INFO configuration reloaded", "INFO configuration reloaded");
    }
  }

  private static double reloadTime(RunningExporter exporter) throws IOException {
    var name = "fake_exporter_config_last_reload_success_timestamp_seconds";
    var page = exporter.page("/metrics?name%5B%5D=" + name);
    return Double.parseDouble(page.substring(page.lastIndexOf(' ')));
  }

  @Test
  void namesFilterFamiliesOfBothKinds() throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      var names = List.of("fake_items", "process_cpu_seconds_total", "jvm_runtime_info", "no_such");
      var page =
          exporter.page(
              "/metrics?name[]=".replace("[]", "%5B%5D") + String.join("&name%5B%5D=", names));
      assertThat(page.lines().filter(line -> line.startsWith("# TYPE")))
          .containsExactlyInAnyOrder(
              "# TYPE fake_items gauge",
              "# TYPE process_cpu_seconds_total counter",
              "# TYPE jvm_runtime_info gauge");
    }
  }

  @Test
  void pageHoldsTheContractAndTheExportersOwnMetrics() throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      assertThat(exporter.page("/metrics"))
          .contains("fake_up 1\n", "\nfake_scrape_duration_seconds ")
          .contains("fake_exporter_dropped_series 0\n")
          .containsPattern(
              "fake_exporter_build_info\\{version=\"dev\",branch=\"unknown\",revision=\"unknown\","
                  + "java_version=\"25[^\"]*\"} 1\n")
          .contains("\njvm_memory_used_bytes{", "\nprocess_open_fds ");
    }
    try (var exporter = RunningExporter.start(program, "--web.disable-exporter-metrics")) {
      assertThat(exporter.page("/metrics"))
          .contains("fake_up 1\n", "fake_exporter_build_info{")
          .doesNotContain("jvm_", "process_");
    }
  }

  @Test
  void openMetricsEndsInOneEof() throws Exception {
    for (var args : new String[][] {{}, {"--web.disable-exporter-metrics"}}) {
      try (var exporter = RunningExporter.start(program, args)) {
        assertThat(exporter.page("/metrics", "Accept", OPEN_METRICS))
            .endsWith("\n# EOF\n")
            .containsOnlyOnce("# EOF");
        assertThat(exporter.page("/metrics?name%5B%5D=none", "Accept", OPEN_METRICS))
            .isEqualTo("# EOF\n");
      }
    }
  }

  @Test
  void gzipHoldsTheSamePage() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.items(out, 5_000);
    var path = "/metrics?name%5B%5D=fake_items";
    try (var exporter = RunningExporter.start(program)) {
      var plain = exporter.get(path);
      for (var accepted : List.of("gzip", "deflate, GZIP;q=0.5, *;q=0")) {
        var packed = exporter.bytes(path, "Accept-Encoding", accepted);
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(unpacked, UTF_8)).isEqualTo(plain.body());
      }
      for (var refused : List.of("identity", "gzip;q=0", "gzip; q=0.000", "gzipped", "br")) {
        var answer = exporter.get(path, "Accept-Encoding", refused);
        assertThat(answer.headers().firstValue("Content-Encoding")).as(refused).isEmpty();
        assertThat(answer.body()).isEqualTo(plain.body());
      }
    }
  }

  @Test
  void targetDownIs200WithUp0() throws Exception {
    program.collector =
        (deadline, out) -> {
          FakeProgram.items(out, 3);
          throw new IOException("refused");
        };
    try (var exporter = RunningExporter.start(program)) {
      assertThat(exporter.page("/metrics"))
          .contains("fake_up 0\n", "fake_exporter_build_info{", "jvm_memory_used_bytes{")
          .doesNotContain("fake_items", "fake_reads_total", "refused");
    }
  }

  @Test
  void hungTargetAnswersInsideTheScrapeTimeout() throws Exception {
    var never = new CountDownLatch(1);
    try (var exporter = RunningExporter.start(program)) {
      assertThat(exporter.page("/metrics", TIMEOUT, "1")).contains("fake_up 1\n");
      program.collector =
          (deadline, out) -> {
            FakeProgram.items(out, 3);
            await(never);
          };
      long start = System.nanoTime();
      assertThat(exporter.page("/metrics", TIMEOUT, "1"))
          .contains("fake_up 0\n")
          .doesNotContain("fake_items");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    } finally {
      never.countDown();
    }
  }

  @Test
  void ownTimeoutIsTheLongest() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.pause(Duration.ofSeconds(20));
    try (var exporter = RunningExporter.start(program, "--scrape.timeout=300ms")) {
      for (var header : List.of("60", "1e30", "Infinity", "NaN", "-1", "x")) {
        long start = System.nanoTime();
        assertThat(exporter.page("/metrics", TIMEOUT, header)).contains("fake_up 0\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as(header)
            .isBetween(Duration.ofMillis(299), Duration.ofSeconds(5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5", "5.0", "0.5", "0", "-1", "", "five", "NaN", "Infinity", "1e30", "1e-9"})
  void timeoutHeaderNeverBreaksAScrape(String header) throws Exception {
    try (var exporter = RunningExporter.start(program)) {
      var up = exporter.page("/metrics?name%5B%5D=fake_up", TIMEOUT, header);
      assertThat(up).endsWith(header.equals("1e-9") ? "fake_up 0\n" : "fake_up 1\n");
    }
  }

  @Test
  void scrapesOverTheLimitGet503AndTheOthersShareOneCollection() throws Exception {
    var go = new CountDownLatch(1);
    program.collector = (deadline, out) -> await(go);
    try (var exporter = RunningExporter.start(program, "--web.max-requests=8");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 20; i++) {
        all.add(threads.submit(() -> exporter.get("/metrics").statusCode()));
      }
      while (all.stream().filter(Future::isDone).count() < 12) {
        Thread.sleep(20);
      }
      var busy = exporter.get("/metrics");
      assertThat(busy.statusCode()).isEqualTo(503);
      assertThat(busy.body())
          .isEqualTo("all 8 places for scrapes are taken (--web.max-requests)\n");
      assertThat(exporter.page("/-/healthy")).isEqualTo("healthy\n");
      go.countDown();
      var statuses = new ArrayList<Integer>();
      for (var each : all) {
        statuses.add(each.get());
      }
      assertThat(statuses).containsOnly(200, 503);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(8);
      assertThat(program.collections).hasValue(1);
      assertThat(exporter.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void floodOfSeriesIsCappedAndCounted() throws Exception {
    program.collector = (deadline, out) -> FakeProgram.items(out, 100_000);
    try (var exporter = RunningExporter.start(program)) {
      var page = exporter.page("/metrics");
      assertThat(page).contains("fake_up 1\n", "fake_exporter_dropped_series 40000\n");
      assertThat(page.lines().filter(line -> line.startsWith("fake_items{"))).hasSize(60_000);
    }
  }

  @Test
  void probeIsClosedUnlessItsTargetIsKnown() throws Exception {
    program.prober =
        Optional.of(
            query ->
                switch (query.first("target").orElse("")) {
                  case "" -> throw new Refused(400, "target: is missing");
                  case "known" -> program.collector;
                  default -> throw new Refused(403, "target: is not allowed");
                });
    try (var exporter = RunningExporter.start(program)) {
      assertThat(exporter.get("/probe").statusCode()).isEqualTo(400);
      assertThat(exporter.get("/probe?target=").body()).isEqualTo("target: is missing\n");
      assertThat(exporter.get("/probe?target=file:///etc/passwd").statusCode()).isEqualTo(403);
      assertThat(exporter.send("POST", "/probe?target=known").statusCode()).isEqualTo(405);
      assertThat(exporter.page("/probe?target=known"))
          .contains("fake_up 1\n", "fake_items{")
          .doesNotContain("jvm_", "process_");
    }
  }

  @Test
  void hungTargetDelaysNoOtherAndTheLogNamesIt() throws Exception {
    var never = new CountDownLatch(1);
    Collector hung = (deadline, out) -> await(never);
    program.prober =
        Optional.of(query -> query.all("target").contains("hung") ? hung : program.collector);
    try (var exporter = RunningExporter.start(program);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var log = LogLines.open()) {
      var waiting = threads.submit(() -> exporter.page("/probe?target=hung", TIMEOUT, "3"));
      Thread.sleep(200);
      assertThat(exporter.page("/probe?target=fine")).contains("fake_up 1\n");
      assertThat(exporter.page("/metrics")).contains("fake_up 1\n");
      assertThat(waiting.isDone()).isFalse();
      assertThat(waiting.get()).contains("fake_up 0\n");
      assertThat(log.lines())
          .containsExactly("WARNING fake probe target=hung is down: no answer within the deadline");
    } finally {
      never.countDown();
    }
  }

  @Test
  void furtherPagesAnswerOrSayWhyNot() throws Exception {
    program.pages =
        Map.of(
            "/sd",
            (query, deadline) ->
                switch (query.first("mode").orElse("")) {
                  case "down" -> throw new IOException("serf: connection refused");
                  case "bug" -> throw new IllegalStateException("secret inside");
                  default -> Reply.json("[" + query.all("x") + "]");
                });
    try (var exporter = RunningExporter.start(program)) {
      var fine = exporter.get("/sd?x=1&x=%C3%A4%20b");
      assertThat(fine.body()).isEqualTo("[[1, ä b]]");
      assertThat(fine.headers().firstValue("Content-Type")).hasValue("application/json");
      var down = exporter.get("/sd?mode=down");
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).isEqualTo("serf: connection refused\n");
      var bug = exporter.get("/sd?mode=bug");
      assertThat(bug.statusCode()).isEqualTo(500);
      assertThat(bug.body()).isEqualTo("Server Error\n");
    }
  }

  @Test
  void idleConnectionDoesNotDelayTheEnd() throws Exception {
    var exporter = RunningExporter.start(program);
    try (var idle = Wire.to(exporter.port())) {
      idle.send("GET /-/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.readResponse()).endsWith("ready\n");
      long start = System.nanoTime();
      exporter.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(idle.read()).isEqualTo(-1);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
