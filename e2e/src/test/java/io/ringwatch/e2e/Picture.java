package io.ringwatch.e2e;

import io.ringwatch.e2e.Plot.Named;
import io.ringwatch.e2e.Svg.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dashboard drawn from its panels' places and what Prometheus really answers. The rendering is
 * our own and only resembles Grafana's: it shows what is where, and with which data.
 */
final class Picture {
  private static final double WIDTH = 1200;
  private static final double COLUMN = WIDTH / 24;
  private static final double ROW = 38;
  private static final double HEAD = 44;
  private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([a-zA-Z_]+)\\s*}}");

  private final Svg svg = new Svg();
  private final Dashboard dashboard;
  private final Dashboard.Variables variables;
  private final PrometheusServer prometheus;

  private Picture(Dashboard dashboard, PrometheusServer prometheus) {
    this.dashboard = dashboard;
    this.prometheus = prometheus;
    this.variables = dashboard.variables(prometheus);
  }

  /** As SVG. */
  static String of(Dashboard dashboard, PrometheusServer prometheus) {
    return new Picture(dashboard, prometheus).draw();
  }

  /** Rows that are closed at first are drawn open, and what follows stands below them. */
  private String draw() {
    svg.words(12, 28, 18, Svg.INK, dashboard.title(), WIDTH);
    double bottom = HEAD;
    int above = 0;
    int opened = 0;
    for (var panel : dashboard.panels()) {
      if (panel.type().equals("row")) {
        above += opened;
        opened = panel.closedHeight();
      }
      var box =
          new Box(
              panel.grid("x") * COLUMN + 4,
              HEAD + (above + panel.grid("y")) * ROW + 4,
              panel.grid("w") * COLUMN - 8,
              panel.grid("h") * ROW - 8);
      panel(panel, box);
      bottom = Math.max(bottom, box.bottom());
    }
    return svg.page(WIDTH, bottom + 12);
  }

  private void panel(Panel panel, Box box) {
    if (panel.type().equals("row")) {
      svg.words(box.x() + 4, box.y() + 20, 14, Svg.INK, "⌄ " + panel.title(), box.width());
      return;
    }
    svg.box(box, Svg.FRAME).box(box.inset(1, 1, 1, 1), Svg.PANEL);
    svg.words(box.x() + 10, box.y() + 20, 13, Svg.INK, panel.title(), box.width() - 20);
    var inside = box.inset(10, 32, 10, 8);
    switch (panel.type()) {
      case "timeseries" -> plot(panel, inside).lines(series(panel));
      case "state-timeline" -> plot(panel, inside).states(series(panel));
      case "heatmap" -> plot(panel, inside).heat(series(panel));
      case "stat", "gauge" -> new Numbers(svg, panel, inside).large(latest(panel));
      case "bargauge", "barchart", "piechart" ->
          new Numbers(svg, panel, inside).bars(latest(panel));
      case "table" -> new Numbers(svg, panel, inside).table(samples(panel));
      case "nodeGraph" -> new Numbers(svg, panel, inside).graph(samples(panel));
      case "alertlist" -> alerts(inside);
      case "text" -> text(panel, inside);
      default -> throw new AssertionError("no picture of a panel of type " + panel.type());
    }
  }

  private Plot plot(Panel panel, Box box) {
    return new Plot(svg, panel, box, series(panel));
  }

  private List<Named> series(Panel panel) {
    var all = new ArrayList<Named>();
    for (var target : panel.targets()) {
      var legend = target.path("legendFormat").asString("");
      var expr = variables.fill(target.get("expr").asString());
      var look = panel.column(target.get("refId").asString());
      for (var range : prometheus.range(expr, Duration.ofMinutes(3), Duration.ofSeconds(2))) {
        all.add(new Named(named(legend, range.labels()), look, range));
      }
    }
    return all;
  }

  /** The latest values under their legends. */
  private List<Numbers.Value> latest(Panel panel) {
    var all = new ArrayList<Numbers.Value>();
    for (var target : panel.targets()) {
      var legend = target.path("legendFormat").asString("");
      prometheus
          .query(variables.fill(target.get("expr").asString()))
          .forEach(s -> all.add(new Numbers.Value(named(legend, s.labels()), s.value())));
    }
    return all;
  }

  /** What each query of a panel answers now. */
  private List<List<Sample>> samples(Panel panel) {
    return panel.targets().stream()
        .map(t -> prometheus.query(variables.fill(t.get("expr").asString())))
        .toList();
  }

  private static String named(String legend, java.util.Map<String, String> labels) {
    return FIELD
        .matcher(legend)
        .replaceAll(m -> Matcher.quoteReplacement(labels.getOrDefault(m.group(1), "")));
  }

  private void alerts(Box box) {
    double y = box.y() + 12;
    for (var alert : prometheus.alerts()) {
      if (alert.state().equals("firing") && y < box.bottom()) {
        var summary = alert.annotations().getOrDefault("summary", "");
        svg.box(new Box(box.x(), y - 9, 6, 12), Panel.colour("red"));
        svg.words(box.x() + 14, y, 12, Svg.INK, alert.name() + "  " + summary, box.width() - 16);
        y += 20;
      }
    }
  }

  private void text(Panel panel, Box box) {
    double y = box.y() + 12;
    for (var line : panel.text().lines().toList()) {
      svg.words(box.x(), y, 12, Svg.INK, line.replaceAll("[*`#]", ""), box.width());
      y += 18;
    }
  }
}
