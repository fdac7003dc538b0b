package io.ringwatch.rules;

import io.ringwatch.rules.DashboardQueries.Shown;
import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.rules.grafana.Layout;
import io.ringwatch.rules.grafana.Linter;
import io.ringwatch.rules.grafana.Panel;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The dashboards of a spec, checked and laid out. Every problem of every one is found. */
final class Dashboards {
  private static final String TAG = "ringwatch";

  private final Spec spec;
  private final List<Shown> packs;
  private final DashboardAlerts alerts;
  private final DataLinks links;
  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private final Set<String> uids = new HashSet<>();

  /**
   * @param packs all of the spec, checked as far as that goes
   * @param alerts theirs
   */
  Dashboards(Spec spec, List<Shown> packs, DashboardAlerts alerts, Findings findings) {
    this.spec = spec;
    this.packs = List.copyOf(packs);
    this.alerts = alerts;
    this.links = new DataLinks(spec, findings);
    this.findings = findings;
  }

  List<Dashboard> all() {
    return spec.dashboards().stream().map(this::dashboard).toList();
  }

  private Dashboard dashboard(DashboardSpec spec) {
    named(spec);
    var shown = shown(spec);
    var queries = new DashboardQueries(shown, findings);
    var variables = variables(spec, queries);
    var dashboard =
        new Dashboard(
            spec.dashboard().value(),
            spec.uid().value(),
            spec.title(),
            spec.description(),
            Output.header(spec.place().file().replaceFirst(".*/(?=dashboards/)", "")),
            Stream.concat(Stream.of(TAG), spec.tags().stream()).distinct().toList(),
            spec.refresh().map(PrometheusDuration::format),
            PrometheusDuration.format(spec.range().orElse(Duration.ofHours(6))),
            variables,
            annotations(spec, shown, queries),
            links(spec),
            rows(spec, queries));
    for (var breach : Linter.breaches(dashboard, queries.known())) {
      findings.warn(spec.place(), "dashboards/" + breach.rule(), breach.message());
    }
    return dashboard;
  }

  private void named(DashboardSpec spec) {
    var name = spec.dashboard();
    if (!name.value().matches("[a-z][a-z0-9-]*")) {
      findings.add(
          name.place(), "'" + name.value() + "' is not a name of the shape [a-z][a-z0-9-]*");
    }
    if (!names.add(name.value())) {
      findings.add(name.place(), "'" + name.value() + "' is taken already: choose another name");
    }
    var uid = spec.uid();
    if (!uid.value().matches("[A-Za-z0-9_-]{8,40}")) {
      findings.add(uid.place(), "uid: write 8 to 40 letters, digits, '-' or '_'");
    }
    if (!uids.add(uid.value())) {
      findings.add(uid.place(), "uid: '" + uid.value() + "' is taken already: choose another");
    }
  }

  private List<Shown> shown(DashboardSpec spec) {
    List<Shown> shown = new ArrayList<>();
    var known = packs.stream().map(p -> p.checked().name()).toList();
    for (var name : spec.packs()) {
      findings.known("packs: unknown pack", name.value(), known, name.place());
      packs.stream().filter(p -> p.checked().name().equals(name.value())).forEach(shown::add);
    }
    return shown;
  }

  private List<Dashboard.Variable> variables(DashboardSpec spec, DashboardQueries queries) {
    List<Dashboard.Variable> variables = new ArrayList<>();
    var identity = packs.stream().flatMap(p -> p.pack().identity().stream()).distinct().toList();
    spec.vars()
        .forEach(
            (name, variable) -> {
              var label = variable.value().label(name);
              if (!name.matches("[a-z][a-z0-9_]*") || name.equals("datasource")) {
                findings.add(variable.place(), "vars: '" + name + "' cannot be a variable's name");
              }
              var from = new Placed<>(variable.value().from(), variable.place());
              var query = queries.check(from, "vars").filter(q -> isSelector(from));
              query.ifPresent(
                  q -> {
                    queries.labelExists(label, q.labels(), variable.place(), "vars");
                    var all = identity.contains(label) ? ".+" : ".*";
                    var title = variable.value().title().orElse(titled(name));
                    var values = "label_values(" + q.text() + ", " + label + ")";
                    variables.add(new Dashboard.Variable(name, title, values, all));
                  });
              queries.narrowBy(name, label);
            });
    return variables;
  }

  private boolean isSelector(Placed<String> from) {
    try {
      if (Promql.sketch(from.value(), Dialect.ANY) instanceof VectorSelector) {
        return true;
      }
    } catch (PromqlException e) {
      throw new IllegalStateException("was checked", e);
    }
    findings.add(from.place(), "vars: name a metric, with {label=\"value\"} if need be");
    return false;
  }

  private static String titled(String name) {
    var words = name.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<Dashboard.Annotation> annotations(
      DashboardSpec spec, List<Shown> shown, DashboardQueries queries) {
    List<Dashboard.Annotation> annotations = new ArrayList<>();
    var alerts = shown.stream().flatMap(p -> p.pack().alerts().keySet().stream()).toList();
    if (!alerts.isEmpty()) {
      var firing = "ALERTS{alertstate=\"firing\", alertname=~\"" + String.join("|", alerts) + "\"}";
      annotations.add(
          new Dashboard.Annotation(
              "Firing alerts", firing, "red", "{{alertname}}", List.of("severity", "instance")));
    }
    spec.annotations()
        .forEach(
            (name, query) ->
                queries
                    .check(query, "annotations")
                    .ifPresent(
                        q ->
                            annotations.add(
                                new Dashboard.Annotation(
                                    name, q.text(), "blue", name, List.of("instance")))));
    return annotations;
  }

  private static List<Dashboard.Link> links(DashboardSpec spec) {
    var others = new Dashboard.Link("Ringwatch", "", List.of(TAG));
    var pages =
        spec.links().entrySet().stream()
            .map(e -> new Dashboard.Link(e.getKey(), e.getValue(), List.of()));
    return Stream.concat(Stream.of(others), pages).toList();
  }

  private List<Dashboard.Row> rows(DashboardSpec spec, DashboardQueries queries) {
    var panels = new DashboardPanels(queries, alerts, links, findings);
    var vars = queries.variables();
    Set<String> seen = new HashSet<>();
    List<Dashboard.Row> rows = new ArrayList<>();
    int id = 0;
    for (var row : spec.rows()) {
      row.repeat().ifPresent(v -> repeats(v, vars));
      List<Panel> inside = new ArrayList<>();
      for (var entry : row.panels().entrySet()) {
        panelNamed(entry.getKey(), seen, entry.getValue().place());
        entry.getValue().repeat().ifPresent(v -> repeats(v, vars));
        var path = spec.dashboard().value() + "/" + entry.getKey();
        inside.add(panels.panel(++id, path, entry.getValue()));
      }
      var repeat = row.repeat().map(Placed::value);
      var placed = placed(inside, row);
      rows.add(new Dashboard.Row(row.title(), row.collapsed().orElse(false), repeat, placed));
    }
    return rows;
  }

  private void repeats(Placed<String> variable, Set<String> known) {
    findings.known("repeat: unknown variable", variable.value(), known, variable.place());
  }

  private void panelNamed(String name, Set<String> seen, Place place) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      findings.add(place, "'" + name + "' is not a name of the shape [a-z][a-z0-9_]*");
    }
    if (!seen.add(name)) {
      findings.add(place, "'" + name + "' is taken already: choose another name");
    }
  }

  private static List<Panel> placed(List<Panel> panels, DashboardSpec.Row row) {
    var widths = row.panels().values().stream().map(DashboardSpec.Panel::width).toList();
    List<Layout.Size> sizes = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      var cell = panels.get(i).cell();
      sizes.add(new Layout.Size(widths.get(i), cell.width(), cell.height()));
    }
    var cells = Layout.of(sizes);
    List<Panel> placed = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      placed.add(panels.get(i).at(cells.get(i)));
    }
    return placed;
  }
}
