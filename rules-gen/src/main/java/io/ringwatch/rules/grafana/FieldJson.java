package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Panel.Field;
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

/** How values look: units, colours, words, the same in every format of Grafana. */
final class FieldJson {
  private FieldJson() {}

  /** How values look: for all, and where a series looks otherwise. */
  static Json fieldConfig(Panel panel) {
    var defaults = look(panel.field(), panel);
    if (panel.visual() instanceof Gauge gauge) {
      defaults.put("min", gauge.min()).put("max", gauge.max());
    }
    if (!panel.links().isEmpty() && !linksByColumn(panel.visual())) {
      defaults.put("links", links(panel.links(), panel.visual()));
    }
    defaults.put("custom", custom(panel));
    return Json.of("defaults", defaults, "overrides", Overrides.of(panel));
  }

  /** Where labels are columns, each has the links of its own. */
  static boolean linksByColumn(Visual visual) {
    return visual instanceof Table || visual instanceof NodeGraph;
  }

  static List<Json> links(List<DataLink> links, Visual visual) {
    return links.stream().map(link -> link.json(visual)).toList();
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
            ? List.of(Json.of("color", base, "value", Json.Null.NULL))
            : field.steps().stream()
                .map(
                    s ->
                        Json.of(
                            "color",
                            s.color(),
                            "value",
                            s.from().<Object>map(v -> v).orElse(Json.Null.NULL)))
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
}
