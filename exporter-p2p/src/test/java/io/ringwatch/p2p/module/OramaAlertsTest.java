package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Expositions;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The orama module serves every alert of Orama's own monitor. */
class OramaAlertsTest {
  private static final Path FOLDER = Path.of("src/test/resources/orama");
  private static final Pattern ID = Pattern.compile("^- \\{id: (\\w+)", Pattern.MULTILINE);

  /** The file {@code alerts.yaml}: metrics by alert. */
  record Needs(Map<String, List<String>> alerts) {}

  @Test
  void everyAlertOfTheCatalogueHasItsMetrics() throws Exception {
    var needs = StrictYaml.read(FOLDER.resolve("alerts.yaml"), Needs.class).alerts();
    assertThat(needs.keySet()).hasSize(85).isEqualTo(catalogue());
    var known = new TreeSet<>(Set.of("p2p_target_up"));
    BuiltIn.find("orama").metrics().stream().map(Metric::name).forEach(known::add);
    needs.forEach((alert, metrics) -> assertThat(known).as(alert).containsAll(metrics));
  }

  @Test
  void theSampleReportHasSeriesForAlmostEveryAlert() throws Exception {
    var found = new HashSet<String>();
    var document =
        Document.of(
            JsonText.parse(
                Files.readAllBytes(Path.of("src/test/resources/samples/orama/report/input.json"))),
            Instant.parse("2026-02-16T12:00:00Z"));
    BuiltIn.find("orama")
        .mapper(Map.of(), Site.in(ZoneOffset.UTC))
        .walk(document, (metric, _, _, _, _) -> found.add(metric.name()));
    var needs = StrictYaml.read(FOLDER.resolve("alerts.yaml"), Needs.class).alerts();
    var quiet = new TreeSet<String>();
    needs.values().forEach(quiet::addAll);
    quiet.removeAll(found);
    assertThat(quiet)
        .containsExactly(
            "orama_network_internal_port_exposed", "orama_rqlite_fsm_pending", "p2p_target_up");
  }

  @Test
  void aRuleThatLetsAnInternalPortInShowsIt() throws Exception {
    var report =
        """
        {"network": {"ufw_active": true, "ufw_rules": ["5001 ALLOW 10.0.0.0/24", "4501/tcp ALLOW Anywhere",
          "6001 DENY Anywhere", "150011 ALLOW Anywhere", "3320 (v6) ALLOW IN Anywhere"]}}
        """;
    var samples = new Samples(100);
    BuiltIn.find("orama")
        .mapper(Map.of(), Site.in(ZoneOffset.UTC))
        .map(Document.of(JsonText.parse(report.getBytes(UTF_8)), Instant.EPOCH), samples);
    assertThat(Expositions.text(samples).lines())
        .filteredOn(line -> line.startsWith("orama_network_internal_port_exposed{"))
        .containsExactly(
            "orama_network_internal_port_exposed{port=\"3320\"} 1",
            "orama_network_internal_port_exposed{port=\"4501\"} 1");
  }

  private static Set<String> catalogue() throws IOException {
    var ids = new HashSet<String>();
    ID.matcher(Files.readString(FOLDER.resolve("alert-catalog.yaml")))
        .results()
        .forEach(match -> ids.add(match.group(1)));
    return ids;
  }
}
