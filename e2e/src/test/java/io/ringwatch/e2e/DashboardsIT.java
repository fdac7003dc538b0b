package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every committed dashboard, variables and panels, asked of a real Prometheus that
 * scrapes the real exporters: each has data, of a magnitude that fits its unit, with the labels
 * that its legend names.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardsIT {
  private static final boolean PICTURES = Boolean.getBoolean("pictures.update");

  /** What a picture shows. */
  private static final Duration HISTORY = Duration.ofMinutes(3);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A scrape may take too long on a busy machine; the next ones will not. */
  private static final Duration HICCUP = Duration.ofSeconds(10);

  private static final Path IMAGES = Servers.root().resolve("docs/images");

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  private static PrometheusServer prometheus;

  /** When everything has been scraped often enough for the longest range. */
  private static Instant settled = Instant.MAX;

  @BeforeAll
  static void startAll() {
    var cluster = WholeCluster.start(stage, directory);
    prometheus = cluster.prometheus();
    prometheus.await("all jobs answer", PATIENCE, () -> cluster.up().equals(WholeCluster.JOBS));
    settled = Instant.now().plus(PATIENCE);
  }

  /** First, for it waits until there is data; the others look once. */
  @Order(1)
  @TestFactory
  Stream<DynamicTest> everyQueryHasData() throws IOException {
    return Dashboard.committed().stream().flatMap(DashboardsIT::queries);
  }

  private static Stream<DynamicTest> queries(Dashboard dashboard) {
    var variables = dashboard.variables(prometheus);
    return dashboard.queries().stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    dashboard.title() + " / " + query.panel() + " " + query.ref(),
                    () -> hasData(query, variables.fill(query.expr()))));
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsToWhatTheOtherDashboardHas() throws IOException {
    sleepUntil(settled);
    var dashboards =
        Dashboard.committed().stream().collect(Collectors.toMap(Dashboard::uid, d -> d));
    return dashboards.values().stream()
        .flatMap(
            dashboard ->
                dashboard.links().stream().map(link -> leads(dashboard, link, dashboards)));
  }

  private static DynamicTest leads(
      Dashboard from, Dashboard.Link link, Map<String, Dashboard> dashboards) {
    var name = from.title() + " / " + link.panel().title() + " to " + link.uid();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          assertThat(link.variables()).isNotEmpty();
          for (var variable : link.variables().entrySet()) {
            var shown = shown(from, link.panel(), variable.getValue());
            if (dashboards.containsKey(link.uid())) {
              assertThat(dashboards.get(link.uid()).values(variable.getKey(), prometheus))
                  .as("values of $%s there", variable.getKey())
                  .containsAnyElementsOf(shown);
            }
          }
        });
  }

  /** The values of a label in a panel, once there are some. */
  private static Set<String> shown(Dashboard dashboard, Panel panel, String label) {
    prometheus.await(
        "a value of " + label, HICCUP, () -> !values(dashboard, panel, label).isEmpty());
    return values(dashboard, panel, label);
  }

  private static Set<String> values(Dashboard dashboard, Panel panel, String label) {
    var variables = dashboard.variables(prometheus);
    return panel.targets().stream()
        .flatMap(t -> prometheus.query(variables.fill(t.get("expr").asString())).stream())
        .map(sample -> sample.label(label))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * {@code make pictures} keeps them, of some minutes, in docs/images; here only that each can be
   * drawn.
   */
  @TestFactory
  Stream<DynamicTest> everyDashboardCanBeDrawn() throws IOException {
    sleepUntil(settled.plus(PICTURES ? HISTORY : Duration.ZERO));
    return Dashboard.committed().stream()
        .map(d -> DynamicTest.dynamicTest(d.title(), () -> draw(d)));
  }

  private static void sleepUntil(Instant then) {
    try {
      Thread.sleep(Duration.between(Instant.now(), then));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void draw(Dashboard dashboard) throws IOException {
    var picture = Picture.of(dashboard, prometheus);
    assertThat(picture).contains(dashboard.title()).doesNotContain("NaN'");
    if (PICTURES) {
      Files.writeString(IMAGES.resolve(dashboard.uid() + ".svg"), picture);
    }
  }

  /** Grafana's own code finds in every answer what the panel means to show. */
  @TestFactory
  Stream<DynamicTest> everyPanelShowsWhatItMeansTo() throws IOException {
    var grafana = GrafanaCode.require();
    sleepUntil(settled);
    return Dashboard.committed().stream().flatMap(d -> shown(d, grafana));
  }

  private static Stream<DynamicTest> shown(Dashboard dashboard, GrafanaCode grafana) {
    return grafana.show(dashboard, prometheus).entrySet().stream()
        .map(
            shown ->
                DynamicTest.dynamicTest(
                    dashboard.title() + " / " + shown.getKey().title(),
                    () -> new PanelClaims(shown.getKey(), shown.getValue()).hold()));
  }

  private static void hasData(Dashboard.Query query, String promql) {
    var left = Duration.between(Instant.now(), settled);
    prometheus.await(
        promql + " has data",
        left.compareTo(HICCUP) < 0 ? HICCUP : left,
        () -> !prometheus.query(promql).isEmpty());
    assertThat(prometheus.query(promql))
        .as("%s in the unit %s", promql, query.unit())
        .allMatch(sample -> query.plausible(sample.value()));
    for (var label : query.legendLabels()) {
      assertThat(prometheus.query(promql))
          .as("series of %s with the label %s of the legend", promql, label)
          .anySatisfy(sample -> assertThat(sample.label(label)).isNotEmpty());
    }
  }
}
