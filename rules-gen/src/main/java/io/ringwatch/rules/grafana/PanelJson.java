package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Panel.Field;
import io.ringwatch.rules.grafana.Panel.Series;
import io.ringwatch.rules.grafana.Visual.AlertList;
import io.ringwatch.rules.grafana.Visual.Bars;
import io.ringwatch.rules.grafana.Visual.Gauge;
import io.ringwatch.rules.grafana.Visual.Heatmap;
import io.ringwatch.rules.grafana.Visual.NodeGraph;
import io.ringwatch.rules.grafana.Visual.Pie;
import io.ringwatch.rules.grafana.Visual.Stat;
import io.ringwatch.rules.grafana.Visual.StateTimeline;
import io.ringwatch.rules.grafana.Visual.Table;
import io.ringwatch.rules.grafana.Visual.Text;
import io.ringwatch.rules.grafana.Visual.TimeSeries;
import java.util.List;

/** The parts of a panel that are the same in every format of Grafana: options, and queries. */
final class PanelJson {
  private PanelJson() {}

  /** What the plugin is told. */
  static Json options(Panel panel) {
    return switch (panel.visual()) {
      case Stat _ -> stat(panel);
      case Gauge _ -> gauge();
      case TimeSeries _ ->
          Json.of("legend", legend(List.of("lastNotNull", "max")), "tooltip", tooltip());
      case StateTimeline _ -> stateTimeline();
      case Heatmap _ -> heatmap(panel.field());
      case Table _ -> Json.of("cellHeight", "sm", "showHeader", true);
      case Bars _ -> bars();
      case Pie _ -> pie();
      case NodeGraph _ -> Json.of("layoutAlgorithm", "force");
      case AlertList _ -> alertList();
      case Text text -> Json.of("content", text.markdown(), "mode", "markdown");
    };
  }

  private static Json stat(Panel panel) {
    return Json.of(
        "colorMode",
        isPlain(panel.field()) ? "none" : "value",
        "graphMode",
        "area",
        "justifyMode",
        "auto",
        "orientation",
        "auto",
        "percentChangeColorMode",
        "standard",
        "reduceOptions",
        latest(),
        "showPercentChange",
        false,
        "textMode",
        panel.series().size() > 1 ? "value_and_name" : "auto",
        "wideLayout",
        true);
  }

  private static Json gauge() {
    return Json.of(
        "orientation",
        "auto",
        "reduceOptions",
        latest(),
        "showThresholdLabels",
        false,
        "showThresholdMarkers",
        true);
  }

  private static Json stateTimeline() {
    return Json.of(
        "alignValue",
        "left",
        "legend",
        legend(List.of()),
        "mergeValues",
        true,
        "rowHeight",
        0.9,
        "showValue",
        "auto",
        "tooltip",
        tooltip());
  }

  private static Json bars() {
    return Json.of(
        "displayMode",
        "basic",
        "minVizHeight",
        16,
        "minVizWidth",
        8,
        "orientation",
        "horizontal",
        "reduceOptions",
        latest(),
        "showUnfilled",
        true,
        "valueMode",
        "color");
  }

  private static Json pie() {
    return Json.of(
        "displayLabels", List.of("percent"),
        "legend", legend(List.of()).put("values", List.of("value")),
        "pieType", "donut",
        "reduceOptions", latest(),
        "tooltip", tooltip());
  }

  private static boolean isPlain(Field field) {
    return field.steps().isEmpty() && field.meanings().isEmpty();
  }

  private static Json latest() {
    return Json.of("calcs", List.of("lastNotNull"), "fields", "", "values", false);
  }

  private static Json tooltip() {
    return Json.of("mode", "multi", "sort", "desc");
  }

  private static Json legend(List<String> calculations) {
    return Json.of(
        "calcs",
        calculations,
        "displayMode",
        calculations.isEmpty() ? "list" : "table",
        "placement",
        "bottom",
        "showLegend",
        true);
  }

  private static Json heatmap(Field field) {
    return Json.of(
        "calculate", false,
        "cellGap", 1,
        "color",
            Json.of(
                "exponent", 0.5,
                "fill", "dark-orange",
                "mode", "scheme",
                "reverse", false,
                "scale", "exponential",
                "scheme", "Spectral",
                "steps", 64),
        "exemplars", Json.of("color", "rgba(255,0,255,0.7)"),
        "filterValues", Json.of("le", 1e-9),
        "legend", Json.of("show", true),
        "rowsFrame", Json.of("layout", "auto"),
        "tooltip", Json.of("mode", "single", "showColorScale", false, "yHistogram", true),
        "yAxis", Json.of("axisPlacement", "left", "reverse", false, "unit", field.unit().id()));
  }

  private static Json alertList() {
    return Json.of(
        "alertInstanceLabelFilter",
        "",
        "alertName",
        "",
        "dashboardAlerts",
        false,
        "groupBy",
        List.of(),
        "groupMode",
        "default",
        "maxItems",
        50,
        "sortOrder",
        1,
        "stateFilter",
        Json.of("error", true, "firing", true, "noData", false, "normal", false, "pending", true),
        "viewMode",
        "list");
  }

  /** What the query is asked for, and how. */
  static Json query(Series series, Panel panel) {
    boolean now = panel.visual().isOfNow();
    return Json.of(
        "editorMode",
        "code",
        "expr",
        series.expr(),
        "format",
        format(panel.visual()),
        "instant",
        now,
        "legendFormat",
        panel.visual() instanceof Table ? "" : series.name(),
        "range",
        !now);
  }

  private static String format(Visual visual) {
    return switch (visual) {
      case Table _, NodeGraph _ -> "table";
      case Heatmap _ -> "heatmap";
      case Stat _, Gauge _, TimeSeries _, StateTimeline _, Bars _, Pie _, AlertList _, Text _ ->
          "time_series";
    };
  }
}
