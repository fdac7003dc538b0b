package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Panel.Field;
import io.ringwatch.rules.grafana.Panel.Series;
import io.ringwatch.rules.grafana.Visual.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where one series of a panel looks otherwise than the panel says, and how a table is joined. */
final class Overrides {
  private Overrides() {}

  static List<Json> of(Panel panel) {
    var looks =
        panel.series().stream()
            .filter(Series::shown)
            .filter(s -> !s.field().equals(panel.field()))
            .map(s -> override(s, panel.field(), panel.visual() instanceof Table));
    return Stream.concat(looks, links(panel)).toList();
  }

  private static Stream<Json> links(Panel panel) {
    if (!FieldJson.linksByColumn(panel.visual())) {
      return Stream.empty();
    }
    var labels = panel.links().stream().map(DataLink::label).distinct();
    return labels.map(label -> links(label, panel));
  }

  private static Json links(String label, Panel panel) {
    var own = panel.links().stream().filter(link -> link.label().equals(label)).toList();
    var field = panel.visual() instanceof Table table ? table.title(label) : label;
    var links = property("links", FieldJson.links(own, panel.visual()));
    return Json.of(
        "matcher", Json.of("id", "byName", "options", field), "properties", List.of(links));
  }

  private static Json override(Series series, Field common, boolean column) {
    var matcher =
        column
            ? Json.of("id", "byName", "options", series.name())
            : Json.of("id", "byFrameRefID", "options", series.ref());
    List<Json> properties = new ArrayList<>();
    var field = series.field();
    if (field.unit() != common.unit()) {
      properties.add(property("unit", field.unit().id()));
    }
    if (!field.meanings().equals(common.meanings())) {
      properties.add(property("mappings", FieldJson.mappings(field)));
    }
    if (!field.steps().equals(common.steps())) {
      properties.add(property("thresholds", FieldJson.thresholds(field, "text")));
    }
    if (column && (!field.meanings().isEmpty() || !field.steps().isEmpty())) {
      properties.add(property("custom.cellOptions", Json.of("type", "color-text")));
    }
    return Json.of("matcher", matcher, "properties", properties);
  }

  private static Json property(String id, Object value) {
    return Json.of("id", id, "value", value);
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
