package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts of third parties that are shipped, against the real servers. */
class ThirdPartyCataloguesTest {
  /** What every Linux machine has, however small. */
  private static final List<String> EVERYWHERE =
      List.of(
          "node_boot_time_seconds",
          "node_cpu_seconds_total",
          "node_filesystem_avail_bytes",
          "node_filesystem_size_bytes",
          "node_load1",
          "node_load15",
          "node_load5",
          "node_memory_MemAvailable_bytes",
          "node_memory_MemTotal_bytes",
          "node_network_receive_bytes_total",
          "node_network_receive_errs_total",
          "node_network_transmit_bytes_total",
          "node_network_up",
          "node_time_seconds",
          "node_timex_offset_seconds",
          "node_timex_sync_status",
          "node_uname_info",
          "node_vmstat_oom_kill");

  @TempDir Path folder;

  @Test
  void nodeIsWhatNodeExporterExposes() throws Exception {
    try (var target =
        RealTarget.start(
            "prometheus-node-exporter",
            folder.resolve("log"),
            List.of("--web.listen-address=ADDRESS"))) {
      var agreed = agreed("node", target);
      assertThat(agreed).containsAll(EVERYWHERE);
    }
  }

  @Test
  void prometheusIsWhatPrometheusExposesOfItself() throws Exception {
    var config = Files.writeString(folder.resolve("prometheus.yml"), "{}\n");
    try (var target =
        RealTarget.start(
            "prometheus",
            folder.resolve("log"),
            List.of(
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=ADDRESS"))) {
      assertThat(agreed("prometheus", target))
          .contains(
              "prometheus_build_info",
              "prometheus_config_last_reload_successful",
              "prometheus_tsdb_head_series");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "prometheus", "alertmanager", "haproxy", "ringrift-native"})
  void eachSaysWhereItIsFrom(String name) {
    var catalogue = Catalogue.load(name).orElseThrow();
    assertThat(catalogue.isOurs()).isFalse();
    assertThat(catalogue.metrics())
        .allSatisfy(m -> assertThat(m.name()).startsWith(catalogue.namespace() + "_"))
        .allSatisfy(m -> assertThat(m.help()).as(m.name()).isNotBlank())
        .extracting(Catalogue.Metric::name)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p2p", "serf", "wireguard"})
  void oursAreOurs(String name) {
    assertThat(Catalogue.load(name).orElseThrow().isOurs()).isTrue();
  }

  /** The metrics that contract and target have in common; what both say of them is the same. */
  private static List<String> agreed(String contract, RealTarget target) throws Exception {
    var catalogue = Catalogue.load(contract).orElseThrow();
    var live =
        CatalogueImport.of("", catalogue.namespace() + "_", target.families()).metrics().stream()
            .collect(Collectors.toMap(Catalogue.Metric::name, Function.identity()));
    var common = catalogue.metrics().stream().filter(m -> live.containsKey(m.name())).toList();
    for (var metric : common) {
      var real = Objects.requireNonNull(live.get(metric.name()));
      assertThat(metric.type()).as(metric.name()).isEqualTo(real.type());
      assertThat(metric.labels()).as(metric.name()).containsAll(real.labels());
    }
    return common.stream().map(Catalogue.Metric::name).toList();
  }
}
