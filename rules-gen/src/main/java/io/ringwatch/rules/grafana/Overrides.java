package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Panel.Series;
import io.ringwatch.rules.grafana.Visual.Table;
import java.util.ArrayList;
import java.util.List;

/** Where one series of a panel looks otherwise than the panel says, and how a table is joined. */
final class Overrides {
  private Overrides() {}

  static List<Json> of(Panel panel) {
    return panel.series().stream()
        .filter(Series::shown)
        .filter(s -> !s.field().equals(panel.field()))
        .map(s -> override(s, panel.visual() instanceof Table))
        .toList();
  }

  private static Json override(Series series, boolean column) {
    var matcher =
        column
            ? Json.of("id", "byName", "options", series.name())
            : Json.of("id", "byFrameRefID", "options", series.ref());
    List<Json> properties = new ArrayList<>();
    properties.add(Json.of("id", "unit", "value", series.field().unit().id()));
    if (!series.field().meanings().isEmpty()) {
      properties.add(Json.of("id", "mappings", "value", PanelJson.mappings(series.field())));
    }
    if (!series.field().steps().isEmpty()) {
      properties.add(Json.of("id", "thresholds", "value", PanelJson.thresholds(series.field())));
    }
    boolean coloured = !series.field().meanings().isEmpty() || !series.field().steps().isEmpty();
    if (column && coloured) {
      properties.add(
          Json.of("id", "custom.cellOptions", "value", Json.of("type", "color-text")));
    }
    return Json.of("matcher", matcher, "properties", properties);
  }

  /** What joins a table's queries into one frame: lines with the same labels become one line. */
  record Transformation(String id, Json options) {}

  static List<Transformation> transformations(Panel panel) {
    return panel.visual() instanceof Table table
        ? List.of(
            new Transformation("merge", new Json()),
            new Transformation("organize", organize(table, panel.series())))
        : List.of();
  }

  private static Json organize(Table table, List<Series> series) {
    var hidden = Json.of("Time", true);
    var order = new Json();
    var names = new Json();
    int at = 0;
    for (var label : table.labels()) {
      order.put(label, at++);
      names.put(label, table.title(label));
    }
    for (var column : series) {
      var field = series.size() == 1 ? "Value" : "Value #" + column.ref();
      if (column.shown()) {
        order.put(field, at++);
        names.put(field, column.name());
      } else {
        hidden.put(field, true);
      }
    }
    return Json.of("excludeByName", hidden, "indexByName", order, "renameByName", names);
  }
}
