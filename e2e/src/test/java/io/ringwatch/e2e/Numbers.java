package io.ringwatch.e2e;

import io.ringwatch.e2e.Svg.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is now, drawn: large numbers, bars, tables and who is joined with whom. */
final class Numbers {
  /** A value under the name that its legend gives it. */
  record Value(String name, double value) {}

  private static final Panel.Shown NOTHING = new Panel.Shown("", Svg.INK);

  private final Svg svg;
  private final Panel panel;
  private final Box box;

  Numbers(Svg svg, Panel panel, Box box) {
    this.svg = svg;
    this.panel = panel;
    this.box = box;
  }

  void large(List<Value> values) {
    int shown = Math.min(6, values.size());
    double width = box.width() / Math.max(1, shown);
    for (int i = 0; i < shown; i++) {
      var value = panel.show(values.get(i).value());
      double x = box.x() + width * (i + 0.5);
      double y = box.y() + box.height() / 2;
      double size = Math.clamp(width / Math.max(3, value.text().length()) * 1.5, 12, 40);
      svg.centred(x, y + size / 3, size, value.colour(), value.text());
      if (shown > 1) {
        svg.centred(x, box.bottom(), 11, Svg.PALE, values.get(i).name());
      }
    }
  }

  void bars(List<Value> values) {
    double most = Math.max(1e-9, values.stream().mapToDouble(Value::value).max().orElse(1));
    double height = Math.min(26, box.height() / Math.max(1, values.size()));
    for (int i = 0; i < values.size(); i++) {
      double y = box.y() + i * height;
      var value = values.get(i);
      double width = (box.width() - 190) * Math.max(0, value.value()) / most;
      svg.words(box.x(), y + height / 2 + 4, 12, Svg.INK, value.name(), 120);
      svg.box(new Box(box.x() + 125, y + 2, width, height - 5), Panel.palette(i));
      var text = panel.show(value.value()).text();
      svg.words(box.x() + 131 + width, y + height / 2 + 4, 12, Svg.INK, text, 60);
    }
  }

  /** Rows that agree in the labels which all queries have are one row. */
  void table(List<List<Sample>> answers) {
    var rows = new LinkedHashMap<Map<String, String>, Map<String, Panel.Shown>>();
    var shared = shared(answers);
    for (int i = 0; i < answers.size(); i++) {
      for (var sample : answers.get(i)) {
        var key = new TreeMap<>(sample.labels());
        key.keySet().retainAll(shared);
        var row = rows.computeIfAbsent(key, k -> new LinkedHashMap<>());
        new TreeMap<>(sample.labels())
            .forEach((label, value) -> row.put(label, new Panel.Shown(value, Svg.INK)));
        var column = answers.size() == 1 ? "Value" : "Value #" + (char) ('A' + i);
        row.put(column, panel.column(panel.heading(column)).show(sample.value()));
      }
    }
    if (!rows.isEmpty()) {
      draw(new ArrayList<>(rows.values()));
    }
  }

  private static Set<String> shared(List<List<Sample>> answers) {
    var shared = new TreeSet<String>();
    answers.forEach(a -> a.forEach(s -> shared.addAll(s.labels().keySet())));
    answers.forEach(a -> a.forEach(s -> shared.retainAll(s.labels().keySet())));
    return shared;
  }

  private void draw(List<Map<String, Panel.Shown>> rows) {
    var names = new TreeSet<String>();
    rows.forEach(row -> names.addAll(row.keySet()));
    var columns = new ArrayList<>(names);
    columns.sort(Comparator.comparingInt(this::place));
    columns.removeIf(
        c -> hidden(c) || rows.stream().allMatch(r -> r.getOrDefault(c, NOTHING).text().isEmpty()));
    double width = box.width() / Math.max(1, columns.size());
    for (int c = 0; c < columns.size(); c++) {
      var column = columns.get(c);
      svg.words(box.x() + c * width, box.y() + 10, 11, "#5794f2", panel.heading(column), width - 6);
      double y = box.y() + 30;
      for (var row : rows) {
        if (y < box.bottom()) {
          var cell = row.getOrDefault(column, NOTHING);
          svg.words(box.x() + c * width, y, 12, cell.colour(), cell.text(), width - 12);
        }
        y += 19;
      }
    }
  }

  /** Where a column stands. */
  private int place(String column) {
    return panel
        .json()
        .path("transformations")
        .valueStream()
        .mapToInt(t -> t.path("options").path("indexByName").path(column).asInt(0))
        .max()
        .orElse(0);
  }

  private boolean hidden(String column) {
    for (var transformation : panel.json().path("transformations")) {
      if (transformation.path("options").path("excludeByName").path(column).asBoolean(false)) {
        return true;
      }
    }
    return false;
  }

  /** Nodes on a circle, from the samples with an id, and edges from those with a source. */
  void graph(List<List<Sample>> answers) {
    var all = answers.stream().flatMap(List::stream).toList();
    var nodes = all.stream().filter(s -> s.label("source").isEmpty()).toList();
    var places = new HashMap<String, double[]>();
    double radius = Math.min(box.width(), box.height()) / 2 - 40;
    for (int i = 0; i < nodes.size(); i++) {
      double angle = 2 * Math.PI * i / nodes.size() - Math.PI / 2;
      double x = box.x() + box.width() / 2 + 1.6 * radius * Math.cos(angle);
      double y = box.y() + box.height() / 2 + radius * Math.sin(angle);
      places.put(nodes.get(i).label("id"), new double[] {x, y});
    }
    for (var edge : all) {
      var from = places.get(edge.label("source"));
      var to = places.get(edge.label("target"));
      if (from != null && to != null) {
        svg.line(List.of(from, to), panel.show(edge.value()).colour(), "stroke-width='1.5'");
      }
    }
    for (var node : nodes) {
      var place = Objects.requireNonNull(places.get(node.label("id")));
      svg.circle(place[0], place[1], 22, panel.show(node.value()).colour());
      svg.centred(place[0], place[1] + 38, 12, Svg.INK, node.label("title"));
    }
  }
}
