package io.ringwatch.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.core.Query;
import io.ringwatch.core.Samples;
import io.ringwatch.core.Setup;
import io.ringwatch.p2p.source.Resolver;
import io.ringwatch.p2p.source.WebPeer;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configured targets and probes, from the settings to the samples. */
@Timeout(60)
class TargetsTest {

  @TempDir Path directory;

  private final Wiring wiring = new Wiring(Resolver.SYSTEM);
  private WebPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = WebPeer.start().json("/good", "{\"a\": 1}").hang("/hang");
    Files.writeString(
        directory.resolve("mine.yaml"),
        """
        module: mine
        help: For tests.
        metrics:
          - {name: mine_a, help: A number., value: a}
        """);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private Setup setUp(String yaml) throws ConfigException {
    var text =
        "modules: [DIR/mine.yaml]\n"
            + yaml.replace("URL", peer.url("")).replace("PORT", String.valueOf(peer.port()));
    var named = text.replace("DIR", directory.toString());
    return wiring.setUp(StrictYaml.parse("p2p.yaml", named, Settings.class));
  }

  private static String text(Samples samples) throws IOException {
    var out = new ByteArrayOutputStream();
    samples.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String scrape(Setup setup, Duration time) throws IOException {
    var samples = new Samples(100_000);
    setup.collector().collect(Deadline.in(time), samples);
    return text(samples);
  }

  private static String probe(Setup setup, Map<String, String> query) throws IOException {
    var parameters = new java.util.HashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    var samples = new Samples(1000);
    setup
        .prober()
        .orElseThrow()
        .collectorFor(new Query(parameters))
        .collect(Deadline.in(Duration.ofSeconds(20)), samples);
    return text(samples);
  }

  @Test
  void everyTargetHasItsOwnLabelsAndFailsAlone() throws Exception {
    var setup =
        setUp(
            """
            targets:
              - {name: a, module: mine, source: {http: URL/good}, labels: {env: dev}}
              - {name: b, module: mine, source: {http: URL/none}}
            """);
    var text = scrape(setup, Duration.ofSeconds(20));
    assertThat(text)
        .contains("mine_a{target=\"a\",env=\"dev\"} 1")
        .contains("p2p_target_up{target=\"a\",env=\"dev\",module=\"mine\"} 1")
        .contains("p2p_target_up{target=\"b\",module=\"mine\"} 0")
        .doesNotContain("mine_a{target=\"b\"");
  }

  /** An old report says nothing of the clocks: both times in it are of one clock. */
  @Test
  void reportInAFileHasTheOffsetOfTheMomentWhenItWasMade() throws Exception {
    var made = Instant.now().minusSeconds(600);
    var report = directory.resolve("report.json");
    var json = "{\"system\": {\"time_unix\": %d}}".formatted(made.getEpochSecond());
    Files.setLastModifiedTime(Files.writeString(report, json), FileTime.from(made));
    var text =
        scrape(
            setUp("targets: [{name: a, module: orama, source: {file: DIR/report.json}}]"),
            Duration.ofSeconds(20));
    assertThat(value(text, "orama_clock_offset_seconds")).isBetween(-1.5, 0.5);
  }

  @Test
  void targetTellsWhenItWasRead() throws Exception {
    var setup = setUp("targets: [{name: a, module: mine, source: {http: URL/good}}]");
    var before = Instant.now().toEpochMilli() / 1e3 - 0.01;
    var page = scrape(setup, Duration.ofSeconds(20));
    var after = Instant.now().toEpochMilli() / 1e3;
    assertThat(value(page, "p2p_target_read_timestamp_seconds")).isBetween(before, after);
  }

  private static double value(String text, String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fallbackIsTriedAndNamed() throws Exception {
    var setup =
        setUp(
            """
            targets:
              - name: a
                module: mine
                source: {http: URL/hang}
                fallbacks: [{http: URL/none}, {http: URL/good}]
            """);
    assertThat(scrape(setup, Duration.ofSeconds(9)))
        .contains("mine_a{target=\"a\"} 1")
        .contains("p2p_target_source_used{target=\"a\",kind=\"primary\"} 0")
        .contains("p2p_target_source_used{target=\"a\",kind=\"fallback\"} 0")
        .contains("p2p_target_source_used{target=\"a\",kind=\"fallback2\"} 1");
  }

  @Test
  void ageOfAFileIsShown() throws Exception {
    Files.writeString(directory.resolve("status.json"), "{\"a\": 3}");
    var setup = setUp("targets: [{name: f, module: mine, source: {file: DIR/status.json}}]");
    assertThat(scrape(setup, Duration.ofSeconds(20)))
        .contains("p2p_target_document_age_seconds{target=\"f\"}")
        .contains("mine_a{target=\"f\"} 3");
  }

  @Test
  void twoHundredTargetsOfWhichTenHangEndWithinTheDeadline() throws Exception {
    var yaml = new StringBuilder("targets:\n");
    for (int i = 0; i < 200; i++) {
      var path = i % 20 == 0 ? "/hang" : "/good";
      yaml.append("  - {name: t%d, module: mine, source: {http: URL%s}}\n".formatted(i, path));
    }
    var setup = setUp(yaml.toString());
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      var text = scrape(setup, Duration.ofSeconds(8));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(text.lines().filter(l -> l.startsWith("mine_a{"))).hasSize(190);
      assertThat(text.lines().filter(l -> l.matches("p2p_target_up\\{.*} 0"))).hasSize(10);
    }
  }

  @Test
  void twoReadsOfOneTargetAtOnceAreBothGood() throws Exception {
    peer.on(
        "/slow",
        exchange -> {
          java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        });
    var setup = setUp("targets: [{name: a, module: mine, source: {http: URL/slow}}]");
    var other = new java.util.concurrent.FutureTask<>(() -> probe(setup, Map.of("target", "a")));
    Thread.ofVirtual().start(other);
    assertThat(scrape(setup, Duration.ofSeconds(20))).containsPattern("p2p_target_up\\{.*} 1");
    assertThat(other.get()).containsPattern("p2p_target_up\\{.*} 1");
  }

  @Test
  void unchangedSourceOutlivesAReload() throws Exception {
    var yaml = "targets: [{name: a, module: mine, source: {http: URL/good}}]";
    setUp(yaml);
    assertThatThrownBy(() -> setUp("targets: [{name: a, module: none, source: {file: /x}}]"))
        .isInstanceOf(ConfigException.class);
    assertThat(scrape(setUp(yaml), Duration.ofSeconds(20))).contains("mine_a{target=\"a\"} 1");
  }

  @Test
  void unknownModuleKeyAndLabelAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> setUp("targets:\n- {name: a, module: mien, source: {file: /x}}"))
        .hasMessage("p2p.yaml:3:21: module: there is no 'mien' (did you mean 'mine'?)");
    assertThatThrownBy(() -> setUp("targets: [{name: a, module: mine, source: {htp: /x}}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("p2p.yaml:2:");
    assertThatThrownBy(
            () -> setUp("targets: [{name: a, module: mine, source: {file: /x}, labels: {le: x}}]"))
        .hasMessageContaining("'le' cannot be a target's label");
  }

  @Test
  void probeByNameNeedsNoModule() throws Exception {
    var setup = setUp("targets: [{name: a, module: mine, source: {http: URL/good}}]");
    assertThat(probe(setup, Map.of("target", "a"))).contains("mine_a{target=\"a\"} 1");
    assertThat(probe(setup, Map.of("target", "a", "module", "mine"))).contains("mine_a");
  }

  @Test
  void probeByAddressIsClosedUnlessTheModuleHasAList() throws Exception {
    var closed = setUp("targets: []");
    refused(closed, 403, Map.of("target", "127.0.0.1:" + peer.port(), "module", "mine"));
    var setup =
        setUp(
            """
            probes:
              mine: {allow: {networks: [127.0.0.1], ports: [PORT]}, path: /good}
            """);
    var target = "127.0.0.1:" + peer.port();
    assertThat(probe(setup, Map.of("target", target, "module", "mine")))
        .contains("mine_a{target=\"" + target + "\"} 1");
    refused(setup, 400, Map.of("module", "mine"));
    refused(setup, 400, Map.of("target", target));
    refused(setup, 400, Map.of("target", target, "module", "none"));
    refused(setup, 403, Map.of("target", target, "module", "orama"));
    refused(setup, 403, Map.of("target", "127.0.0.1:1", "module", "mine"));
    refused(setup, 403, Map.of("target", "file:///etc/passwd", "module", "mine"));
  }

  @Test
  void probeThatIsRedirectedOffItsListIsRefused() throws Exception {
    peer.redirect("/away", "http://169.254.169.254/latest/meta-data/");
    var setup =
        setUp("probes: {mine: {allow: {networks: [127.0.0.1], ports: [PORT, 80]}, path: /away}}");
    refused(setup, 403, Map.of("target", "127.0.0.1:" + peer.port(), "module", "mine"));
  }

  private static void refused(Setup setup, int status, Map<String, String> query) {
    assertThatThrownBy(() -> probe(setup, query))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e).extracting("status").isEqualTo(status));
  }

  @Test
  void sameProbeIsTheSameCollector() throws Exception {
    var setup = setUp("probes: {mine: {allow: {networks: [10.0.0.0/8], ports: [1]}}}");
    var query = new Query(Map.of("target", List.of("10.0.0.1:1"), "module", List.of("mine")));
    var prober = setup.prober().orElseThrow();
    assertThat(prober.collectorFor(query)).isSameAs(prober.collectorFor(query));
  }
}
