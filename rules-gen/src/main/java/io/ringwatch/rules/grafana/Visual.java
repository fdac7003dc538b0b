package io.ringwatch.rules.grafana;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a panel shows its series. */
public sealed interface Visual {
  /** Large numbers. */
  record Stat() implements Visual {}

  /** A dial, from the least to the most. */
  record Gauge(Optional<Double> min, Optional<Double> max) implements Visual {}

  /** Lines over time. */
  record TimeSeries(boolean stacked) implements Visual {}

  /** Bands over time, one a series, coloured by what the value means. */
  record StateTimeline() implements Visual {}

  /**
   * Buckets over time.
   *
   * @param classic the series are buckets with the label {@code le}; otherwise native histograms
   */
  record Heatmap(boolean classic) implements Visual {}

  /**
   * One line for each set of labels, and a column for each query.
   *
   * @param labels the first columns, in order
   * @param titles what stands above those that are not called as they are
   */
  record Table(List<String> labels, Map<String, String> titles) implements Visual {
    public Table {
      labels = List.copyOf(labels);
    }

    String title(String label) {
      var words = label.replace('_', ' ');
      return titles.getOrDefault(
          label, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
  }

  /** Horizontal bars, one a series. */
  record Bars() implements Visual {}

  /** Shares of a whole. */
  record Pie() implements Visual {}

  /** The first query's series are nodes, the second's edges. */
  record NodeGraph() implements Visual {}

  /** Alerts that fire or wait. */
  record AlertList() implements Visual {}

  /** Markdown. */
  record Text(String markdown) implements Visual {}

  /** The plugin that draws it. */
  default String plugin() {
    return switch (this) {
      case Stat _ -> "stat";
      case Gauge _ -> "gauge";
      case TimeSeries _ -> "timeseries";
      case StateTimeline _ -> "state-timeline";
      case Heatmap _ -> "heatmap";
      case Table _ -> "table";
      case Bars _ -> "bargauge";
      case Pie _ -> "piechart";
      case NodeGraph _ -> "nodeGraph";
      case AlertList _ -> "alertlist";
      case Text _ -> "text";
    };
  }

  /** Columns it takes if nothing else is said. */
  default int width() {
    return switch (this) {
      case Stat _ -> 4;
      case Gauge _ -> 6;
      case Pie _ -> 8;
      case TimeSeries _, StateTimeline _, Heatmap _, Bars _ -> 12;
      case Table _, NodeGraph _, AlertList _, Text _ -> 24;
    };
  }

  /** Lines it takes if nothing else is said. */
  default int height() {
    return switch (this) {
      case Stat _, Text _ -> 4;
      case Gauge _ -> 6;
      case TimeSeries _, Heatmap _, Bars _, Pie _, StateTimeline _, Table _, AlertList _ -> 8;
      case NodeGraph _ -> 14;
    };
  }

  /** Whether it shows what is now, not how it came about. */
  default boolean isOfNow() {
    return switch (this) {
      case Table _, Bars _, Pie _, NodeGraph _, Gauge _ -> true;
      case Stat _, TimeSeries _, StateTimeline _, Heatmap _, AlertList _, Text _ -> false;
    };
  }
}
