package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated for Prometheus, judged by promtool and a real Prometheus. */
class PrometheusFileTest {
  private static final Path SHIPPED = Places.root().resolve("rules-gen/spec/ringwatch.yaml");
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/operations/spec/entry.yaml");

  @TempDir Path folder;

  @Test
  void promtoolFindsNoFaultInWhatIsShipped() throws Exception {
    var promtool = RealProgram.find("promtool");
    Output.of(SHIPPED, folder).write();
    var verdict = promtool.run("check", "config", folder + "/alerts/prometheus.yml");
    assertThat(verdict.exit()).as(verdict.text()).isZero();
    assertThat(verdict.text()).contains("rule files found");
  }

  /** The files with secrets that it names are not here: promtool looks at the syntax only. */
  @Test
  void promtoolFindsNoFaultInAnyFeature() throws Exception {
    var promtool = RealProgram.find("promtool");
    Output.of(GOLDEN, folder).write();
    for (int shard = 0; shard < 2; shard++) {
      var file = folder + "/alerts/prometheus-" + shard + ".yml";
      var verdict = promtool.run("check", "config", "--syntax-only", file);
      assertThat(verdict.exit()).as(verdict.text()).isZero();
    }
  }

  @Test
  void aRealPrometheusLoadsJobsAndRules() throws Exception {
    var program = RealProgram.find("prometheus");
    Output.of(SHIPPED, folder).write();
    var config = folder.resolve("alerts/prometheus.yml");
    try (var server = PrometheusServer.start(program.path(), config, folder)) {
      var groups = (List<?>) ((Map<?, ?>) server.ask("rules")).get("groups");
      assertThat(groups).hasSameSizeAs(Compilation.of(Spec.read(SHIPPED)).packs());
      assertThat(targets(server)).containsKeys("localhost:9587", "localhost:9090");
    }
  }

  @Test
  void targetsGetTheLabelsThatTheSpecSays() throws Exception {
    var spec =
        spec(
            """
              providers:
                hetzner: [10.42.0.0/16, 192.0.2.16/28]
                vultr: [172.16.0.0/12]
              jobs:
                hub:
                  targets: ["10.42.255.1:8770", "10.43.0.1:8770", "172.31.9.9:1", "192.0.2.32:1"]
                  labels: {environment: testnet, price: $5}
                probed:
                  targets: [workers, "192.0.2.31:8770"]
                  probe: {exporter: "127.0.0.1:1", module: ringrift}
            """);
    var targets = loaded(spec, "prometheus.yml");
    assertThat(targets.get("10.42.255.1:8770"))
        .containsEntry("provider", "hetzner")
        .containsEntry("environment", "testnet")
        .containsEntry("price", "$5");
    assertThat(targets.get("172.31.9.9:1")).containsEntry("provider", "vultr");
    assertThat(targets.get("10.43.0.1:8770")).doesNotContainKey("provider");
    assertThat(targets.get("192.0.2.32:1")).doesNotContainKey("provider");
    assertThat(targets.get("192.0.2.31:8770")).containsEntry("provider", "hetzner");
    assertThat(targets.get("workers"))
        .containsEntry("instance", "workers")
        .containsEntry("scrapeUrl", "http://127.0.0.1:1/probe?module=ringrift&target=workers");
  }

  @Test
  void shardsDivideTheTargetsAndLoseNone() throws Exception {
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      targets.add("10.0.0." + i + ":9100");
    }
    var quoted = targets.stream().map(t -> '"' + t + '"').toList();
    var spec = spec("  shards: 3\n  jobs: {node: {targets: " + quoted + "}}\n");
    List<String> found = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      var own = loaded(spec, "prometheus-" + shard + ".yml").keySet();
      assertThat(own).isNotEmpty().hasSizeLessThan(30);
      found.addAll(own);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(targets);
  }

  @ParameterizedTest
  @CsvSource({
    "10.42.0.0/16, 10\\.42\\.[0-9]+\\.[0-9]+",
    "10.42.7.9/32, 10\\.42\\.7\\.9",
    "0.0.0.0/0, [0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+",
    "172.16.0.0/12, 172\\.(?:1[6-9]|2[0-9]|3[0-1])\\.[0-9]+\\.[0-9]+",
    "10.0.0.8/31, 10\\.0\\.0\\.[8-9]",
  })
  void aNetworkIsARegularExpression(String network, String regex) {
    assertThat(Network.parse(network).regex()).isEqualTo(regex);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 8, 9, 12, 15, 17, 20, 23, 24, 25, 27, 30, 31, 32})
  void aNetworkMatchesItsAddressesAndNoOthers(int prefix) {
    long size = 1L << (32 - prefix);
    long first = 0xAC1F_F7F9L / size * size;
    var regex = Network.parse(text(first) + "/" + prefix).regex();
    for (long step = Math.max(1, size / 977), at = first; at < first + size; at += step) {
      assertThat(text(at)).matches(regex);
    }
    assertThat(text(first + size - 1)).matches(regex);
    assertThat(text(first - 1)).doesNotMatch(regex);
    assertThat(text(first + size)).doesNotMatch(regex);
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  /** With a day between scrapes: none is made within a test. */
  private Path spec(String prometheus) throws IOException {
    var pack = GOLDEN.resolveSibling("disk.yaml").toAbsolutePath();
    var entry = "severities: [warning]\ninclude: [" + pack + "]\nprometheus:\n  interval: 1d\n";
    return Files.writeString(folder.resolve("entry.yaml"), entry + prometheus);
  }

  private Map<String, Map<String, String>> loaded(Path spec, String file)
      throws IOException, InterruptedException, ConfigException {
    var program = RealProgram.find("prometheus");
    Output.of(spec, folder).write();
    var config = folder.resolve("alerts").resolve(file);
    try (var server = PrometheusServer.start(program.path(), config, folder)) {
      return targets(server);
    }
  }

  /** Labels and URL of each target, by its instance. */
  private static Map<String, Map<String, String>> targets(PrometheusServer server)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    Map<String, Map<String, String>> targets = new TreeMap<>();
    while (targets.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(100);
      for (var target : (List<?>) get(server.ask("targets"), "activeTargets")) {
        Map<String, String> labels = new TreeMap<>();
        ((Map<?, ?>) get(target, "labels"))
            .forEach((label, value) -> labels.put(label.toString(), value.toString()));
        labels.put("scrapeUrl", get(target, "scrapeUrl").toString());
        targets.put(Objects.requireNonNull(labels.get("instance")), labels);
      }
    }
    return targets;
  }

  private static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }
}
