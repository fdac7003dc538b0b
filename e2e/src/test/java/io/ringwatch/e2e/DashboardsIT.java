package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration HISTORY = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    prometheus.await(
        "all jobs answer",
        PATIENCE,
        () -> cluster.up().equals("node p2p p2p-agent serf wireguard"));
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
        left.isNegative() ? Duration.ZERO : left,
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
