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

/** The parts of a panel that are the same in every format of Grafana: options, and fields. */
final class PanelJson {
  private PanelJson() {}

  /** What the plugin is told. */
  static Json options(Panel panel) {
    return switch (panel.visual()) {
      case Stat _ ->
          Json.of(
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
      case Gauge _ ->
          Json.of(
              "orientation",
              "auto",
              "reduceOptions",
              latest(),
              "showThresholdLabels",
              false,
              "showThresholdMarkers",
              true);
      case TimeSeries _ ->
          Json.of("legend", legend(List.of("lastNotNull", "max")), "tooltip", tooltip());
      case StateTimeline _ ->
          Json.of(
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
      case Heatmap _ -> heatmap(panel.field());
      case Table _ -> Json.of("cellHeight", "sm", "showHeader", true);
      case Bars _ ->
          Json.of(
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
      case Pie _ ->
          Json.of(
              "displayLabels", List.of("percent"),
              "legend", legend(List.of()).put("values", List.of("value")),
              "pieType", "donut",
              "reduceOptions", latest(),
              "tooltip", tooltip());
      case NodeGraph _ -> Json.of("layoutAlgorithm", "force");
      case AlertList _ -> alertList();
      case Text text -> Json.of("content", text.markdown(), "mode", "markdown");
    };
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

  /** How values look: for all, and where a series looks otherwise. */
  static Json fieldConfig(Panel panel) {
    var defaults = look(panel.field(), panel);
    if (panel.visual() instanceof Gauge gauge) {
      defaults.put("min", gauge.min()).put("max", gauge.max());
    }
    defaults.put("custom", custom(panel));
    return Json.of("defaults", defaults, "overrides", Overrides.of(panel));
  }

  private static Json look(Field field, Panel panel) {
    return Json.of(
        "color", Json.of("mode", colorMode(panel)),
        "mappings", mappings(field),
        "noValue", "–",
        "thresholds", thresholds(field, base(panel.visual())),
        "unit", field.unit().id());
  }

  /** The colour of values without thresholds: that of the text where it is text. */
  static String base(Visual visual) {
    return switch (visual) {
      case Gauge _, Bars _, StateTimeline _, NodeGraph _ -> "blue";
      case Stat _, TimeSeries _, Heatmap _, Table _, Pie _, AlertList _, Text _ -> "text";
    };
  }

  private static String colorMode(Panel panel) {
    return switch (panel.visual()) {
      case TimeSeries _, Pie _ -> "palette-classic";
      default -> "thresholds";
    };
  }

  /** {@code [{type: value, options: {"0": {text: down}}}]}. */
  static List<Json> mappings(Field field) {
    var options = new Json();
    for (int i = 0; i < field.meanings().size(); i++) {
      var meaning = field.meanings().get(i);
      options.put(
          meaning.value(), Json.of("color", meaning.color(), "index", i, "text", meaning.text()));
    }
    return field.meanings().isEmpty()
        ? List.of()
        : List.of(Json.of("type", "value", "options", options));
  }

  /** The lowest step has the value {@code null}. */
  static Json thresholds(Field field, String base) {
    List<Json> steps =
        field.steps().isEmpty()
            ? List.of(Json.of("color", base, "value", Json.NULL))
            : field.steps().stream()
                .map(
                    s ->
                        Json.of(
                            "color",
                            s.color(),
                            "value",
                            s.from().<Object>map(v -> v).orElse(Json.NULL)))
                .toList();
    return Json.of("mode", "absolute", "steps", steps);
  }

  private static Json custom(Panel panel) {
    return switch (panel.visual()) {
      case TimeSeries lines ->
          Json.of(
              "drawStyle",
              "line",
              "fillOpacity",
              lines.stacked() ? 30 : 8,
              "lineWidth",
              1,
              "showPoints",
              "never",
              "spanNulls",
              false,
              "stacking",
              Json.of("group", "A", "mode", lines.stacked() ? "normal" : "none"),
              "thresholdsStyle",
              Json.of("mode", panel.field().steps().isEmpty() ? "off" : "dashed"));
      case StateTimeline _ -> Json.of("fillOpacity", 70, "lineWidth", 0);
      case Table _ ->
          Json.of("align", "auto", "cellOptions", Json.of("type", "auto"), "filterable", true);
      case Stat _, Gauge _, Heatmap _, Bars _, Pie _, NodeGraph _, AlertList _, Text _ ->
          new Json();
    };
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
