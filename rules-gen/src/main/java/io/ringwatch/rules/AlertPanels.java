package io.ringwatch.rules;

import static java.util.stream.Collectors.toSet;

import io.ringwatch.rules.DashboardSpec.Look;
import io.ringwatch.rules.promql.Aggregator;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.References;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where each alert is seen: in the panel that it names, or else, in its pack's dashboard, in the
 * one that shows a signal of its condition, or that reads the same metrics.
 */
final class AlertPanels {
  /**
   * Where an alert is seen.
   *
   * @param panel its name; empty for the dashboard as a whole
   * @param draws whether the panel draws where the alert begins
   */
  record Home(DashboardSpec dashboard, Optional<String> panel, boolean draws) {
    /** {@code dashboard/panel}, if that draws where the alert begins. */
    Optional<String> drawnIn() {
      return panel.filter(_ -> draws).map(name -> AlertPanels.path(dashboard, name));
    }

    /** The panel; empty for the dashboard as a whole. */
    Optional<DashboardSpec.Panel> shown() {
      return id().map(id -> dashboard.panels().get(id - 1).getValue());
    }

    /** From 1, as Grafana counts panels; empty for the dashboard as a whole. */
    Optional<Integer> id() {
      var names = dashboard.panels().stream().map(Map.Entry::getKey).toList();
      return panel.map(name -> names.indexOf(name) + 1);
    }
  }

  private static final Set<Look> OVER_TIME = Set.of(Look.TIMESERIES, Look.STATE_TIMELINE);
  private static final Set<Aggregator> OF_ONE = Set.of(Aggregator.MAX, Aggregator.MIN);

  /**
   * What a query of a panel shows.
   *
   * @param core without parentheses, and without the choice of one series; what is not PromQL as it
   *     is
   * @param names the metrics and signals in it
   */
  private record Query(String panel, boolean overTime, String core, List<String> names) {}

  private final Map<String, DashboardSpec> dashboards = new LinkedHashMap<>();
  private final Map<String, List<Query>> queries = new HashMap<>();
  private final Map<String, Home> panels = new LinkedHashMap<>();
  private final Findings findings;

  AlertPanels(List<DashboardSpec> dashboards, Findings findings) {
    this.findings = findings;
    dashboards.forEach(this::declare);
  }

  private void declare(DashboardSpec dashboard) {
    List<Query> shown = new ArrayList<>();
    for (var panel : dashboard.panels()) {
      var name = panel.getKey();
      panels.put(path(dashboard, name), new Home(dashboard, Optional.of(name), true));
      texts(panel.getValue()).map(text -> query(panel, text)).forEach(shown::add);
    }
    dashboards.put(dashboard.dashboard().value(), dashboard);
    queries.put(dashboard.dashboard().value(), shown);
  }

  private static Stream<String> texts(DashboardSpec.Panel panel) {
    return Stream.concat(
        panel.show().stream().map(Placed::value),
        panel.series().values().stream().map(series -> series.value().query()));
  }

  private static Query query(Map.Entry<String, DashboardSpec.Panel> panel, String text) {
    boolean overTime = OVER_TIME.contains(panel.getValue().look());
    try {
      var sketch = Promql.sketch(text, Dialect.ANY);
      var names = References.of(sketch).names();
      return new Query(panel.getKey(), overTime, core(sketch), names);
    } catch (PromqlException e) {
      return new Query(panel.getKey(), overTime, text, List.of());
    }
  }

  private static String core(Expr expr) {
    return Promql.print(inner(expr), Dialect.GRAFANA);
  }

  /** What is left without parentheses, and without the choice of one series. */
  static Expr inner(Expr expr) {
    return switch (expr) {
      case Paren p -> inner(p.expr());
      case Aggregation a when OF_ONE.contains(a.aggregator()) -> inner(a.expr());
      default -> expr;
    };
  }

  private static String path(DashboardSpec dashboard, String panel) {
    return dashboard.dashboard().value() + "/" + panel;
  }

  /**
   * Empty if there is none; where there should be one that is among the findings. Who includes a
   * shipped pack need not have the dashboards that are shipped with it.
   *
   * @param when the alert's condition, if that has no fault
   * @param expressions of the pack
   */
  Optional<Home> of(Pack pack, Pack.Alert alert, Optional<Checked> when, Expressions expressions) {
    var panel = alert.panel().filter(this::isAsked);
    if (panel.isPresent()) {
      return named("panel", panel.get(), panels);
    }
    var whole = pack.dashboard().filter(this::isAsked);
    if (whole.isPresent()) {
      var signals = when.map(Checked::signals).orElse(List.of());
      return named("dashboard", whole.get(), dashboards)
          .map(dashboard -> new Search(dashboard, pack, expressions).home(signals));
    }
    if (!dashboards.isEmpty() && !SpecFile.isOfShipped(alert.place())) {
      findings.warn(
          alert.place(),
          "alerts/panel",
          "'panel' is missing: name DASHBOARD/PANEL, or the 'dashboard' of the whole pack");
    }
    return Optional.empty();
  }

  /** A shipped pack may name a dashboard that this spec does not have. */
  private boolean isAsked(Placed<String> name) {
    var dashboard = name.value().replaceFirst("/.*", "");
    return dashboards.containsKey(dashboard) || !SpecFile.isOfShipped(name.place());
  }

  private <T> Optional<T> named(String key, Placed<String> name, Map<String, T> known) {
    findings.known(key + ": there is no", name.value(), known.keySet(), name.place());
    return Optional.ofNullable(known.get(name.value()));
  }

  /** The panels of one dashboard that show or read signals of one pack. */
  private final class Search {
    private final DashboardSpec dashboard;
    private final String prefix;
    private final Expressions expressions;

    Search(DashboardSpec dashboard, Pack pack, Expressions expressions) {
      this.dashboard = dashboard;
      this.prefix = pack.pack().value() + ":";
      this.expressions = expressions;
    }

    /** Of the first of the signals that any panel shows, or else reads. */
    Home home(List<String> signals) {
      var showing = signals.stream().flatMap(s -> showing(s).stream()).findFirst();
      var reading = signals.stream().flatMap(s -> reading(s).stream());
      return new Home(dashboard, showing.or(reading::findFirst), showing.isPresent());
    }

    /** By its name, or as what it stands for. */
    private Optional<String> showing(String signal) {
      var meaning = expressions.signal(signal).map(s -> core(s.written().expr()));
      var name = prefix + signal;
      return panel(q -> q.core().equals(name) || meaning.equals(Optional.of(q.core())));
    }

    private Optional<String> reading(String signal) {
      var read = metrics(signal);
      return panel(
          query ->
              query.names().stream()
                  .flatMap(name -> metrics(name).stream())
                  .collect(toSet())
                  .containsAll(read));
    }

    /** One over time, if there are several. */
    private Optional<String> panel(Predicate<Query> has) {
      return queries.getOrDefault(dashboard.dashboard().value(), List.of()).stream()
          .filter(has)
          .min(Comparator.comparing(query -> !query.overTime()))
          .map(Query::panel);
    }

    /** Those behind signals, too. */
    private Set<String> metrics(String name) {
      var signal = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      return expressions.signal(signal).map(Checked::metrics).orElse(Set.of(name));
    }
  }
}
