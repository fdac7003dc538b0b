package io.ringwatch.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * What Grafana's own code, in the npm packages that its front end is made of, makes of panels and
 * of what Prometheus answers to their queries. No Grafana runs: of the way from an answer to the
 * screen, this is all but the drawing.
 */
record GrafanaCode(Path packages) {
  private static final Path SCRIPT = Servers.root().resolve("e2e/src/test/grafana/panels.cjs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BACK = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(5);

  /**
   * A column of a table, or a line of a graph.
   *
   * @param field by which links name it, too
   * @param name as its heading or its legend says
   * @param links of its cells
   * @param cells as people read them
   */
  record Column(String field, String name, List<String> links, List<String> cells) {}

  /**
   * What one panel shows.
   *
   * @param frames tables: each has its columns
   * @param idle its overrides that concern nothing
   * @param unknown what Grafana does not have, and passes over
   */
  record Shown(List<List<Column>> frames, List<String> idle, List<String> unknown) {}

  /** Without the packages the test is skipped by name. */
  static GrafanaCode require() {
    var packages = Servers.fetched().resolve("grafana").toAbsolutePath();
    if (!Files.isDirectory(packages.resolve("node_modules"))) {
      Assumptions.abort("optional: no npm packages of Grafana: run scripts/fetch-servers");
    }
    return new GrafanaCode(packages);
  }

  /** What the panels of a dashboard that have queries show now, in their order. */
  Map<Panel, Shown> show(Dashboard dashboard, PrometheusServer prometheus) {
    var all = dashboard.variables(prometheus);
    var panels = dashboard.panels().stream().filter(p -> !p.targets().isEmpty()).toList();
    var asked =
        panels.stream()
            .map(
                panel -> {
                  var variables = dashboard.repeatedBy(panel).map(all::oneOf).orElse(all);
                  var answers = answers(panel, variables, prometheus);
                  return Map.of("panel", panel.json(), "answers", answers);
                })
            .toList();
    var answer =
        Command.of(Servers.require("node"), SCRIPT, packages)
            .reading(JSON.writeValueAsString(asked))
            .out();
    var shown = JSON.readValue(answer, new TypeReference<List<Shown>>() {});
    var byPanel = new LinkedHashMap<Panel, Shown>();
    IntStream.range(0, panels.size()).forEach(i -> byPanel.put(panels.get(i), shown.get(i)));
    return byPanel;
  }

  /** By letter; Grafana asks all of one panel for the same instant. */
  private static Map<String, Object> answers(
      Panel panel, Dashboard.Variables variables, PrometheusServer prometheus) {
    double now = System.currentTimeMillis() / 1e3;
    var answers = new HashMap<String, Object>();
    for (var target : panel.targets()) {
      var promql = variables.fill(target.get("expr").asString());
      answers.put(
          target.get("refId").asString(),
          target.path("instant").asBoolean(false)
              ? prometheus.query(promql).stream().map(s -> series(s, now)).toList()
              : prometheus.range(promql, BACK, STEP).stream().map(GrafanaCode::series).toList());
    }
    return answers;
  }

  private static Object series(Sample sample, double now) {
    var metric = new HashMap<>(sample.labels());
    if (!sample.name().isEmpty()) {
      metric.put("__name__", sample.name());
    }
    return series(metric, Map.of(now, sample.value()));
  }

  private static Object series(PrometheusServer.Range range) {
    return series(range.labels(), range.points());
  }

  private static Object series(Map<String, String> metric, Map<Double, Double> points) {
    var values =
        points.entrySet().stream().map(p -> List.of(p.getKey(), p.getValue().toString())).toList();
    return Map.of("metric", metric, "values", values);
  }
}
