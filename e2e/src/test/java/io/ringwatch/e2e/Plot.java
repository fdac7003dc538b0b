package io.ringwatch.e2e;

import io.ringwatch.e2e.PrometheusServer.Range;
import io.ringwatch.e2e.Svg.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What changes over time, drawn: lines, states and heat. */
final class Plot {
  private static final int MOST = 40;

  /**
   * A series under the name that its legend gives it.
   *
   * @param panel the panel as this series looks
   * @param range its points
   */
  record Named(String name, Panel panel, Range range) {}

  private final Svg svg;
  private final Panel panel;
  private final Box box;
  private final double from;
  private final double to;

  Plot(Svg svg, Panel panel, Box box, List<Named> series) {
    this.svg = svg;
    this.panel = panel;
    this.box = box;
    this.from = series.stream().mapToDouble(s -> s.range().points().firstKey()).min().orElse(0);
    this.to = series.stream().mapToDouble(s -> s.range().points().lastKey()).max().orElse(1);
  }

  private double across(Box area, double time) {
    return area.x() + area.width() * (time - from) / Math.max(1, to - from);
  }

  void lines(List<Named> series) {
    int legend = Math.min(3, series.size());
    var area = box.inset(52, 6, 8, 8 + 15 * legend);
    var values = series.stream().flatMap(s -> s.range().points().values().stream()).toList();
    double most = values.stream().mapToDouble(v -> v).filter(Double::isFinite).max().orElse(1);
    double least = Math.min(0, values.stream().mapToDouble(v -> v).min().orElse(0));
    double high = most > least ? most * 1.1 : least + 1;
    for (int i = 0; i <= 2; i++) {
      double value = least + (high - least) * i / 2;
      double y = area.bottom() - area.height() * i / 2;
      svg.line(points(area.x(), y, area.right(), y), Svg.FRAME, "");
      svg.words(box.x(), y + 4, 10, Svg.PALE, panel.show(value).text(), 50);
    }
    for (int i = 0; i < Math.min(MOST, series.size()); i++) {
      var line = new ArrayList<double[]>();
      series
          .get(i)
          .range()
          .points()
          .forEach(
              (t, v) ->
                  line.add(
                      new double[] {
                        across(area, t),
                        area.bottom() - area.height() * (v - least) / (high - least)
                      }));
      svg.line(line, Panel.palette(i), "stroke-width='1.5'");
    }
    limits(area, least, high);
    for (int i = 0; i < legend; i++) {
      double y = area.bottom() + 18 + 15 * i;
      svg.box(new Box(box.x(), y - 6, 14, 3), Panel.palette(i));
      svg.words(box.x() + 20, y, 11, Svg.INK, series.get(i).name(), box.width() - 24);
    }
  }

  private void limits(Box area, double least, double high) {
    panel
        .thresholds()
        .forEach(
            (value, colour) -> {
              if (value > least && value < high) {
                double y = area.bottom() - area.height() * (value - least) / (high - least);
                svg.line(points(area.x(), y, area.right(), y), colour, "stroke-dasharray='5 4'");
              }
            });
  }

  private static List<double[]> points(double x1, double y1, double x2, double y2) {
    return List.of(new double[] {x1, y1}, new double[] {x2, y2});
  }

  /** A row a series, coloured by its state. */
  void states(List<Named> series) {
    var shown = series.subList(0, Math.min(series.size(), (int) (box.height() / 16)));
    double height = Math.min(28, box.height() / Math.max(1, shown.size()));
    var area = box.inset(Math.min(170, box.width() / 3), 0, 4, 0);
    for (int i = 0; i < shown.size(); i++) {
      double y = area.y() + i * height;
      var name = shown.get(i).name();
      svg.words(box.x(), y + height / 2 + 4, 11, Svg.INK, name, area.x() - box.x() - 6);
      runs(shown.get(i), new Box(area.x(), y + 1, area.width(), height - 3));
    }
  }

  private void runs(Named series, Box row) {
    var points = new TreeMap<>(series.range().points());
    var begin = points.firstEntry();
    while (begin != null) {
      var value = begin.getValue();
      var next = points.higherEntry(begin.getKey());
      while (next != null && next.getValue().equals(value)) {
        next = points.higherEntry(next.getKey());
      }
      double x = across(row, begin.getKey());
      double end = next == null ? row.right() : across(row, next.getKey());
      var state = series.panel().show(value);
      svg.box(new Box(x, row.y(), end - x, row.height()), state.colour());
      if (end - x > 60 && row.height() > 12) {
        svg.words(x + 6, row.y() + row.height() / 2 + 4, 11, "#111217", state.text(), end - x);
      }
      begin = next;
    }
  }

  /** Buckets upwards, the more in one the brighter; what a bucket holds beyond the one below. */
  void heat(List<Named> series) {
    var area = box.inset(52, 4, 4, 4);
    var bounds = new TreeMap<Double, Range>();
    series.forEach(
        s -> bounds.put(Exposition.number(s.range().labels().getOrDefault("le", "0")), s.range()));
    var rows = new ArrayList<>(bounds.values());
    double most = mostIn(rows);
    double height = area.height() / Math.max(1, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      double y = area.bottom() - (i + 1) * height;
      double width = area.width() / Math.max(1, rows.get(i).points().size());
      for (var point : rows.get(i).points().entrySet()) {
        double held = point.getValue() - below(rows, i, point.getKey());
        if (held > 0) {
          var colour = "hsl(35,90%%,%.0f%%)".formatted(20 + 45 * held / most);
          svg.box(new Box(across(area, point.getKey()), y, width, height - 1), colour);
        }
      }
      if (i % Math.max(1, rows.size() / 5) == 0) {
        var bound = new ArrayList<>(bounds.keySet()).get(i);
        svg.words(box.x(), y + height, 10, Svg.PALE, panel.show(bound).text(), 50);
      }
    }
  }

  private static double below(List<Range> rows, int row, double time) {
    return row == 0 ? 0 : rows.get(row - 1).points().getOrDefault(time, 0.0);
  }

  private static double mostIn(Collection<Range> rows) {
    return Math.max(
        1e-9,
        rows.stream()
            .flatMap(r -> r.points().values().stream())
            .mapToDouble(v -> v)
            .max()
            .orElse(1));
  }
}
