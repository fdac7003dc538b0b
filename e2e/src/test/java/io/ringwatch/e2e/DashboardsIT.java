package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every committed dashboard, variables and panels, asked of a real Prometheus that
 * scrapes the real exporters: each has data, with the labels that its legend names.
 */
class DashboardsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  private static PrometheusServer prometheus;

  @BeforeAll
  static void startAll() {
    var cluster = WholeCluster.start(stage, directory);
    prometheus = cluster.prometheus();
    prometheus.await(
        "all jobs answer",
        PATIENCE,
        () -> cluster.up().equals("node p2p p2p-agent serf wireguard"));
  }

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

  private static void hasData(Dashboard.Query query, String promql) {
    prometheus.await(promql + " has data", PATIENCE, () -> !prometheus.query(promql).isEmpty());
    for (var label : query.legendLabels()) {
      assertThat(prometheus.query(promql))
          .as("series of %s with the label %s of the legend", promql, label)
          .anySatisfy(sample -> assertThat(sample.label(label)).isNotEmpty());
    }
    assertThat(List.of(promql)).noneMatch(p -> p.contains("$"));
  }
}
