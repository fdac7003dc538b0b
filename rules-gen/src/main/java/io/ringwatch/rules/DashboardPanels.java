package io.ringwatch.rules;

import io.ringwatch.rules.DashboardQueries.Query;
import io.ringwatch.rules.DashboardSpec.Look;
import io.ringwatch.rules.grafana.Panel;
import io.ringwatch.rules.grafana.Panel.Field;
import io.ringwatch.rules.grafana.Panel.Series;
import io.ringwatch.rules.grafana.Unit;
import io.ringwatch.rules.grafana.Visual;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The panels of one dashboard, checked. */
final class DashboardPanels {
  /** A series, and what else is known of it. */
  private record Drawn(Series series, Query query) {}

  private final DashboardQueries queries;
  private final DashboardAlerts alerts;
  private final Colors colors;
  private final Legends legends;
  private final DataLinks links;
  private final Findings findings;

  /**
   * @param links to all dashboards
   */
  DashboardPanels(
      DashboardQueries queries, DashboardAlerts alerts, DataLinks links, Findings findings) {
    this.queries = queries;
    this.alerts = alerts;
    this.links = links;
    this.colors = new Colors(findings);
    this.legends = new Legends(queries);
    this.findings = findings;
  }

  /**
   * A panel without its place.
   *
   * @param path {@code dashboard/panel}, as alerts call it
   */
  Panel panel(int id, String path, DashboardSpec.Panel spec) {
    new PanelShape(spec, findings).check();
    var drawn = drawn(path, spec);
    var name = path.substring(path.indexOf('/') + 1);
    var visual = visual(spec, drawn);
    var series = new ArrayList<>(drawn.stream().map(Drawn::series).toList());
    series.addAll(brought(spec, series.size()));
    boolean oneField = !series.isEmpty() && spec.look() != Look.TABLE;
    var field = oneField ? series.getFirst().field() : Field.PLAIN;
    var width = spec.width().orElse(visual.width());
    var cell = new Panel.Cell(0, 0, width, spec.height().orElse(visual.height()));
    var repeat = spec.repeat().map(Placed::value);
    return new Panel(
        id,
        name,
        spec.title(),
        description(spec, drawn),
        visual,
        series,
        field,
        links.of(spec, drawn.stream().map(d -> d.query().labels()).toList()),
        cell,
        repeat);
  }

  private List<Drawn> drawn(String path, DashboardSpec.Panel spec) {
    List<Drawn> drawn = new ArrayList<>();
    for (var entry : written(spec).entrySet()) {
      var series = entry.getValue();
      var query = new Placed<>(series.value().query(), series.place());
      var ref = String.valueOf((char) ('A' + drawn.size()));
      queries
          .check(query, spec.show().isPresent() ? "show" : "series")
          .map(q -> new Drawn(series(ref, entry.getKey(), series, q, new Owner(path, spec)), q))
          .ifPresent(drawn::add);
    }
    alertsFit(spec, drawn);
    return drawn;
  }

  /** The panel that a series stands in. */
  private record Owner(String path, DashboardSpec.Panel spec) {}

  /** {@code show} is one series, whose legend may be empty. */
  private static Map<String, Placed<DashboardSpec.Series>> written(DashboardSpec.Panel spec) {
    if (spec.show().isEmpty()) {
      return spec.series();
    }
    var show = spec.show().get();
    var legend = spec.legend().map(Placed::value).orElse("");
    return Map.of(legend, new Placed<>(DashboardSpec.Series.parse(show.value()), show.place()));
  }

  private Series series(
      String ref, String name, Placed<DashboardSpec.Series> written, Query query, Owner owner) {
    var spec = owner.spec();
    var own = written.value();
    var known = spec.look() == Look.HEATMAP ? queries.ofBuckets(query.expr()) : query.unit();
    var unit = unit(own.unit().or(spec::unit), known, written.place());
    var steps = own.steps().isEmpty() ? spec.steps() : own.steps();
    List<Placed<String>> named = new ArrayList<>(own.alerts());
    named.addAll(spec.alerts());
    var limits = alerts.limits(owner.path(), named, query.expr());
    var field =
        new Field(
            unit,
            steps.isEmpty() ? Thresholds.steps(limits) : colors.steps(steps),
            colors.meanings(own.values().isEmpty() ? spec.values() : own.values()));
    boolean table = spec.look() == Look.TABLE;
    var legend =
        table || spec.look() == Look.NODE_GRAPH ? name : legends.of(name, spec, query, written);
    if (table) {
      spec.by().forEach(l -> queries.labelExists(l, query.labels(), written.place(), "by"));
    }
    return new Series(ref, legend, text(query, unit, table ? spec.by() : List.of()), field, true);
  }

  /** For a table one series for each set of labels. */
  private static String text(Query query, Unit unit, List<String> by) {
    var text = unit == Unit.TIMESTAMP ? "1000 * (" + query.text() + ")" : query.text();
    return by.isEmpty() ? text : "max by (" + String.join(", ", by) + ") (" + text + ")";
  }

  private Unit unit(Optional<Unit> said, Optional<Unit> known, Place place) {
    boolean asItIs = said.equals(Optional.of(Unit.NUMBER));
    if (said.isPresent() && known.isPresent() && !asItIs && !said.equals(known)) {
      findings.add(place, "unit: the query has " + known.get() + ", not " + said.get());
    }
    return said.or(() -> known).orElse(Unit.NONE);
  }

  private Visual visual(DashboardSpec.Panel spec, List<Drawn> drawn) {
    return switch (spec.look()) {
      case STAT -> new Visual.Stat();
      case GAUGE -> new Visual.Gauge(spec.min(), spec.max());
      case TIMESERIES -> new Visual.TimeSeries(spec.stack().orElse(false));
      case STATE_TIMELINE -> new Visual.StateTimeline();
      case HEATMAP -> heatmap(spec, drawn);
      case TABLE -> table(spec);
      case BARS -> new Visual.Bars();
      case PIE -> new Visual.Pie();
      case NODE_GRAPH -> nodeGraph(spec, drawn);
      case ALERT_LIST -> new Visual.AlertList();
      case TEXT -> new Visual.Text(spec.text().orElse(""));
    };
  }

  /** Classic buckets have the label {@code le}; native histograms are series of their own. */
  private Visual heatmap(DashboardSpec.Panel spec, List<Drawn> drawn) {
    boolean classic = drawn.stream().anyMatch(d -> d.query().labels().canHave("le"));
    if (!classic && drawn.stream().noneMatch(d -> queries.readsHistogram(d.query().expr()))) {
      findings.add(
          spec.place(), "a heatmap needs buckets: sum by (le) (rate(…_bucket[$__rate_interval]))");
    }
    return new Visual.Heatmap(classic);
  }

  private Visual table(DashboardSpec.Panel spec) {
    List<String> labels = new ArrayList<>(spec.by());
    labels.addAll(spec.bring().keySet());
    for (var label : spec.names().keySet()) {
      findings.known("names: unknown label", label, labels, spec.place());
    }
    return new Visual.Table(labels, new LinkedHashMap<>(spec.names()));
  }

  private Visual nodeGraph(DashboardSpec.Panel spec, List<Drawn> drawn) {
    var wanted = List.of(List.of("id", "title"), List.of("id", "source", "target"));
    for (int i = 0; i < Math.min(drawn.size(), wanted.size()); i++) {
      for (var label : wanted.get(i)) {
        var place = spec.series().values().stream().toList().get(i).place();
        queries.labelExists(label, drawn.get(i).query().labels(), place, "series");
      }
    }
    return new Visual.NodeGraph();
  }

  /** One more query a label, whose value is of no interest. */
  private List<Series> brought(DashboardSpec.Panel spec, int before) {
    List<Series> brought = new ArrayList<>();
    for (var entry : spec.bring().entrySet()) {
      var ref = String.valueOf((char) ('A' + before + brought.size()));
      List<String> labels = new ArrayList<>(spec.by());
      labels.add(entry.getKey());
      var query = queries.check(entry.getValue(), "bring");
      query.ifPresent(
          q -> {
            var place = entry.getValue().place();
            labels.forEach(l -> queries.labelExists(l, q.labels(), place, "bring"));
            var text = text(q, Unit.NONE, labels);
            brought.add(new Series(ref, entry.getKey(), text, Field.PLAIN, false));
          });
    }
    return brought;
  }

  private String description(DashboardSpec.Panel spec, List<Drawn> drawn) {
    var said =
        spec.description()
            .or(() -> drawn.stream().findFirst().flatMap(d -> queries.help(d.query().expr())));
    boolean needed = spec.look() != Look.TEXT && (drawn.size() > 0 || written(spec).isEmpty());
    if (said.isEmpty() && needed) {
      findings.add(spec.place(), "'description' is missing: say what the panel tells");
    }
    return said.orElse("");
  }

  /** An alert that a panel names has to compare something that the panel shows. */
  private void alertsFit(DashboardSpec.Panel spec, List<Drawn> drawn) {
    var shown = drawn.stream().map(d -> d.query().expr()).toList();
    if (shown.size() < written(spec).size()) {
      return;
    }
    List<Placed<String>> named = new ArrayList<>(spec.alerts());
    spec.series().values().forEach(s -> named.addAll(s.value().alerts()));
    for (var alert : named) {
      if (alerts.exists(alert) && shown.stream().noneMatch(e -> alerts.draws(alert, e))) {
        findings.add(
            alert.place(),
            "alerts: " + alert.value() + " compares nothing that the panel shows with a number");
      }
    }
  }
}
