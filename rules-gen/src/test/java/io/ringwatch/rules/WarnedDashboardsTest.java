package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lint} tells of alerts, metrics and dashboards together. */
class WarnedDashboardsTest {
  private static final Path ENTRY = Path.of("src/test/resources/warned-entries/entry.yaml");

  @TempDir Path folder;

  @Test
  void anAlertThatNoDashboardShowsIsTold() throws ConfigException {
    assertThat(warnings(ENTRY, "alerts/panel"))
        .singleElement()
        .asString()
        .contains("pack.yaml:10", "'panel' is missing");
  }

  @Test
  void aMetricInNoRuleAndNoPanelIsTold() throws ConfigException {
    assertThat(warnings(ENTRY, "metrics/raw"))
        .anyMatch(w -> w.contains("wireguard_sent_bytes_total is in no rule"))
        .noneMatch(w -> w.contains("wireguard_interface_fwmark"))
        .noneMatch(w -> w.contains("wireguard_up "))
        .noneMatch(w -> w.contains("wireguard_received_bytes_total"));
  }

  @Test
  void aRawMetricThatIsUsedIsTold() throws ConfigException {
    assertThat(warnings(ENTRY, "metrics/raw"))
        .anyMatch(w -> w.contains("entry.yaml:7") && w.contains("wireguard_peers is used"));
  }

  @Test
  void whoListsNothingRawIsNotBothered() throws ConfigException, IOException {
    var entry = folder.resolve("entry.yaml");
    var around = ENTRY.toAbsolutePath().getParent();
    var text = Files.readString(ENTRY).replaceFirst("(?s)raw:.*", "");
    Files.writeString(
        entry,
        text.replace("pack.yaml", around + "/pack.yaml")
            .replace("dashboards/", around + "/dashboards/"));
    assertThat(warnings(entry, "metrics/raw")).isEmpty();
  }

  @Test
  void whatGrafanasLinterFindsIsTold() throws ConfigException {
    assertThat(rules(ENTRY))
        .containsExactlyInAnyOrder(
            "dashboards/template-instance",
            "dashboards/target-rate-interval",
            "dashboards/target-instance");
  }

  @Test
  void aShippedPackNeedsNoneOfItsDashboards() throws ConfigException, IOException {
    var suite = suite("include: [wireguard]");
    assertThat(suite.warnings()).isEmpty();
    assertThat(suite.packs().getFirst().rules())
        .allSatisfy(rule -> assertThat(rule.annotations()).doesNotContainKey("dashboard_url"));
  }

  @Test
  void anAlertWithoutAPanelLeadsToTheOneThatShowsItsSignal() throws ConfigException, IOException {
    var suite = suite("include: [serf]\ndashboards: [serf]");
    var urls =
        suite.packs().getFirst().rules().stream()
            .collect(
                Collectors.toMap(RulePack.Rule::name, r -> r.annotations().get("dashboard_url")));
    var names = suite.dashboards().getFirst().panels().stream().map(p -> p.name()).toList();
    assertThat(urls.get("SerfUnhealthyAgent"))
        .startsWith("/d/ringwatch-serf?viewPanel=" + (names.indexOf("health_score") + 1) + "&");
  }

  private Suite suite(String text) throws ConfigException, IOException {
    var entry = folder.resolve("entry.yaml");
    Files.writeString(entry, "severities: [critical, high, warning, info]\n" + text + "\n");
    return Compilation.of(Spec.read(entry));
  }

  private static List<String> warnings(Path entry, String check) throws ConfigException {
    return Compilation.of(Spec.read(entry)).warnings().stream()
        .map(Object::toString)
        .filter(warning -> warning.endsWith("[" + check + "]"))
        .toList();
  }

  private static Set<String> rules(Path entry) throws ConfigException {
    return Compilation.of(Spec.read(entry)).warnings().stream()
        .map(Object::toString)
        .filter(warning -> warning.contains("[dashboards/"))
        .map(warning -> warning.replaceFirst(".*\\[(.*)]$", "$1"))
        .collect(Collectors.toSet());
  }
}
