package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Unit;
import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Key;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file of the spec: a dashboard. */
record DashboardSpec(
    @Doc("Name of the generated files, and what alerts call it.") Placed<String> dashboard,
    String title,
    @Doc("8 to 40 characters, the same for ever: links name it.") Placed<String> uid,
    @Doc("What it is for, in a sentence.") String description,
    @Doc("Packs whose signals and metrics it shows.") List<Placed<String>> packs,
    @Doc("Beside 'ringwatch'.") List<String> tags,
    @Doc("How often it asks again.") Optional<Duration> refresh,
    @Doc("How far back it shows at first (6h).") Optional<Duration> range,
    @Doc("What people choose above the panels, by name.") Map<String, Placed<Variable>> vars,
    @Doc("Pages, by title.") Map<String, String> links,
    @Doc("Marks on the time axis besides firing alerts: PromQL, by name.")
        Map<String, Placed<String>> annotations,
    List<Row> rows,
    Place place) {

  /** The values of a label, each of which narrows what all panels show. */
  record Variable(
      @Doc("The selector whose series have the values.") String from,
      @Doc("The label, if it is not called as the variable.") Optional<String> label,
      Optional<String> title) {
    /** The selector alone. */
    static Variable parse(String from) {
      return new Variable(from, Optional.empty(), Optional.empty());
    }

    String label(String name) {
      return label.orElse(name);
    }
  }

  /** Panels under one heading. */
  record Row(
      @Key("row") @Doc("The heading.") String title,
      @Doc("Closed until somebody opens it.") Optional<Boolean> collapsed,
      @Doc("A variable: the row stands there once for each of its values.")
          Optional<Placed<String>> repeat,
      @Doc("In reading order, by name: what alerts call them.") Map<String, Panel> panels) {}

  /** How a panel shows its series. */
  enum Look {
    STAT,
    GAUGE,
    TIMESERIES,
    STATE_TIMELINE,
    HEATMAP,
    TABLE,
    BARS,
    PIE,
    NODE_GRAPH,
    ALERT_LIST,
    TEXT
  }

  record Panel(
      String title,
      @Doc("How it shows its series (timeseries).") Optional<Look> as,
      @Doc("PromQL over metrics and signals, PACK:SIGNAL.") Optional<Placed<String>> show,
      @Doc("What stands for a series of 'show', with {{label}}.") Optional<Placed<String>> legend,
      @Doc("Several queries, by legend; in a table by column.") Map<String, Placed<Series>> series,
      @Doc("What it tells; the metric's help if empty.") Optional<String> description,
      @Doc("What the values count, if the metrics do not say it.") Optional<Unit> unit,
      @Doc("Alerts whose thresholds it draws, besides those that name it as their panel.")
          List<Placed<String>> alerts,
      @Doc("Colours from a value on: {80: orange, 90: red}.") Map<String, Placed<String>> steps,
      @Doc("Colour and word for single values: {0: red down}.") Map<String, Placed<String>> values,
      @Doc("A table's labels: a line for each combination.") List<String> by,
      @Doc("A table's further labels, and the info metric that has them.")
          Map<String, Placed<String>> bring,
      @Doc("A table's titles of labels.") Map<String, String> names,
      @Doc("Labels whose values lead to other dashboards, narrowed to them: {member: [serf]}.")
          Map<String, List<Placed<String>>> open,
      @Doc("Markdown.") Optional<String> text,
      @Doc("Lines add up.") Optional<Boolean> stack,
      @Doc("Where a gauge begins.") Optional<Double> min,
      @Doc("Where a gauge ends.") Optional<Double> max,
      @Doc("Of 24 columns.") Optional<Integer> width,
      @Doc("In lines of the grid.") Optional<Integer> height,
      @Doc("A variable: the panel stands there once for each of its values.")
          Optional<Placed<String>> repeat,
      Place place) {
    Panel {
      if (width.filter(w -> w < 1 || w > 24).isPresent()) {
        throw new IllegalArgumentException("width: has to be from 1 to 24");
      }
      if (height.filter(h -> h < 1 || h > 40).isPresent()) {
        throw new IllegalArgumentException("height: has to be from 1 to 40");
      }
    }

    Look look() {
      return as.orElse(Look.TIMESERIES);
    }
  }

  /** One query, where it looks otherwise than its panel. */
  record Series(
      @Doc("PromQL over metrics and signals, PACK:SIGNAL.") String query,
      @Doc("What the values count, if the metrics do not say it.") Optional<Unit> unit,
      @Doc("Alerts whose thresholds it has.") List<Placed<String>> alerts,
      @Doc("Colours from a value on.") Map<String, Placed<String>> steps,
      @Doc("Colour and word for single values.") Map<String, Placed<String>> values) {
    /** The query alone. */
    static Series parse(String query) {
      return new Series(query, Optional.empty(), List.of(), Map.of(), Map.of());
    }
  }

  /** Every panel with its name, in the order of their ids. */
  List<Map.Entry<String, Panel>> panels() {
    return rows.stream().flatMap(row -> row.panels().entrySet().stream()).toList();
  }
}
