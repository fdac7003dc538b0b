package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Specs of other people, which include the shipped packs and change them. */
class AdaptedPacksTest {
  /** Those that read what another one records. */
  static final Map<String, String> NEEDS = Map.of("orama-rqlite", "orama, ");

  @TempDir Path folder;

  @Test
  void aShippedPackIsIncludedByItsName() throws Exception {
    var suite = suite("severities: [critical, high, warning, info]\ninclude: [wireguard]\n");
    var shipped = SpecFile.shipped("wireguard", Pack.class).orElseThrow();
    assertThat(suite.packs().getFirst().rules())
        .extracting(RulePack.Rule::name)
        .containsAll(shipped.alerts().keySet());
  }

  @Test
  void everyShippedPackCanBeIncluded() throws Exception {
    var packs = SpecFile.shippedPacks();
    assertThat(packs).contains("wireguard", "serf", "p2p", "etcd");
    var spec = "severities: [critical, high, warning, info]\ninclude: " + packs + "\n";
    assertThat(suite(spec).packs()).hasSizeGreaterThanOrEqualTo(packs.size());
  }

  @Test
  void theUsersWordsReplaceThoseOfThePack() throws Exception {
    var suite =
        suite(
            """
            severities: [page, ticket, note]
            include:
              - pack: wireguard
                params: {stale_after: 10m}
                severities: {warning: ticket, info: note}
                labels: {owner: backbone, team: net}
                without: [WireGuardNeverHandshaked]
                interval: 10s
            """);
    var pack = suite.packs().getFirst();
    assertThat(RulesFile.render(pack))
        .contains("interval: 10s", "> 600\n", "severity: ticket", "owner: backbone", "team: net")
        .doesNotContain("severity: warning", "WireGuardNeverHandshaked", "> 300\n");
  }

  @Test
  void alertsPointToADashboardOnlyWhereTheSpecHasIt() throws Exception {
    var with = "severities: [critical, high, warning, info]\ninclude: [wireguard]\n%s";
    assertThat(suite(with.formatted("")).dashboards()).isEmpty();
    assertThat(suite(with.formatted("dashboards: [wireguard]\n")).dashboards()).hasSize(1);
    assertThatThrownBy(() -> suite(with.formatted("dashboards: [wiregard]\n")))
        .hasMessageContaining("no shipped dashboard, 'wiregard' (did you mean 'wireguard'?)");
  }

  @Test
  void severitiesThatTheUserDoesNotHaveAreToBeMapped() {
    assertThatThrownBy(() -> suite("severities: [page]\ninclude: [wireguard]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "entry.yaml:2:11: severities: the pack's 'warning' is none of page: add severities:"
                + " {warning: …}");
  }

  @Test
  void aContractBesideTheSpecIsReadFromThere() throws Exception {
    Files.createDirectories(folder.resolve("packs/contracts"));
    Files.writeString(
        folder.resolve("packs/contracts/mill.yaml"),
        """
        exporter: mill
        namespace: mill
        source: its /metrics
        metrics:
          - {name: mill_speed_ratio, type: gauge, unit: ratio, help: Speed., labels: [wheel]}
        """);
    Files.writeString(
        folder.resolve("packs/mill.yaml"),
        """
        pack: mill
        catalogues: [./contracts/mill.yaml, node]
        scrape: 15s
        identity: [job, instance]
        sample: {job: mill, instance: 'a:1', wheel: w1}
        signals:
          speed: {expr: mill_speed_ratio, unit: ratio}
        alerts:
          MillSlow:
            when: speed < 0.5 and on (instance) node_load1 < 1
            severity: ticket
            summary: "{wheel} turns at {value}"
            why: It should turn.
            do: [Look at the brook.]
            tests:
              - {fires: {mill_speed_ratio: 0.25, node_load1: 0}, reads: w1 turns at 25%}
              - {quiet: {mill_speed_ratio: 0.5, node_load1: 0}}
        """);
    var suite = suite("severities: [ticket]\ninclude: [packs/mill.yaml]\n");
    assertThat(suite.catalogues())
        .extracting(Catalogue::exporter)
        .containsExactly("mill", "node_exporter");
    assertThat(MetricsReference.render(suite.catalogues())).doesNotContain("mill", "node_");
  }

  @TestFactory
  Stream<DynamicTest> eachShippedPackStandsAlone() {
    var spec = "severities: [critical, high, warning, info]\ninclude: [%s]\n";
    return SpecFile.shippedPacks().stream()
        .map(
            pack ->
                DynamicTest.dynamicTest(
                    pack,
                    () ->
                        assertThat(
                                suite(spec.formatted(NEEDS.getOrDefault(pack, "") + pack)).packs())
                            .isNotEmpty()));
  }

  private Suite suite(String spec) throws IOException, ConfigException {
    return Compilation.of(Spec.read(entry(spec)));
  }

  private Path entry(String spec) throws IOException {
    return Files.writeString(folder.resolve("entry.yaml"), spec);
  }

  @Test
  void theListOfShippedCataloguesIsComplete() throws IOException {
    var shipped =
        Places.root().resolve("rules-gen/src/main/resources/io/ringwatch/rules/catalogue");
    try (var files = Files.list(shipped)) {
      var names = files.map(f -> f.getFileName().toString().replace(".yaml", "")).toList();
      assertThat(List.copyOf(names)).containsExactlyInAnyOrderElementsOf(Catalogues.SHIPPED);
    }
  }
}
