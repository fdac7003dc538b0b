package io.ringwatch.rules;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where each alert is seen: in the panel that it names, or else, in its pack's dashboard, in the one
 * that shows a signal of its condition.
 */
final class AlertPanels {
  /**
   * Where an alert is seen.
   *
   * @param panel its name; empty for the dashboard as a whole
   */
  record Home(DashboardSpec dashboard, Optional<String> panel) {
    /** {@code dashboard/panel}; empty for the dashboard as a whole. */
    Optional<String> path() {
      return panel.map(name -> AlertPanels.path(dashboard, name));
    }

    /** From 1, as Grafana counts panels; empty for the dashboard as a whole. */
    Optional<Integer> id() {
      var names = dashboard.panels().stream().map(Map.Entry::getKey).toList();
      return panel.map(name -> names.indexOf(name) + 1);
    }
  }

  private static final Set<Look> OVER_TIME = Set.of(Look.TIMESERIES, Look.STATE_TIMELINE);
  private static final Set<Aggregator> OF_ONE = Set.of(Aggregator.MAX, Aggregator.MIN);

  private final Map<String, DashboardSpec> dashboards = new LinkedHashMap<>();
  private final Map<String, Home> panels = new LinkedHashMap<>();
  private final Findings findings;

  AlertPanels(List<DashboardSpec> dashboards, Findings findings) {
    this.findings = findings;
    dashboards.forEach(this::declare);
  }

  private void declare(DashboardSpec dashboard) {
    dashboards.put(dashboard.dashboard().value(), dashboard);
    for (var panel : dashboard.panels()) {
      var name = panel.getKey();
      panels.put(path(dashboard, name), new Home(dashboard, Optional.of(name)));
    }
  }

  private static String path(DashboardSpec dashboard, String panel) {
    return dashboard.dashboard().value() + "/" + panel;
  }

  /** Empty if there is none; where there should be one that is among the findings. */
  Optional<Home> of(Pack pack, Pack.Alert alert) {
    if (alert.panel().isPresent()) {
      return named("panel", alert.panel().get(), panels);
    }
    if (pack.dashboard().isPresent()) {
      return named("dashboard", pack.dashboard().get(), dashboards)
          .map(dashboard -> new Home(dashboard, showing(dashboard, pack, alert)));
    }
    if (!dashboards.isEmpty()) {
      findings.warn(
          alert.place(),
          "alerts/panel",
          "'panel' is missing: name DASHBOARD/PANEL, or the 'dashboard' of the whole pack");
    }
    return Optional.empty();
  }

  /** Who includes a shipped pack need not have the dashboards that are shipped with it. */
  private <T> Optional<T> named(String key, Placed<String> name, Map<String, T> known) {
    var dashboard = name.value().replaceFirst("/.*", "");
    if (dashboards.containsKey(dashboard) || !SpecFile.isOfShipped(name.place())) {
      findings.known(key + ": there is no", name.value(), known.keySet(), name.place());
    }
    return Optional.ofNullable(known.get(name.value()));
  }

  /** One over time, if there are several. */
  private static Optional<String> showing(
      DashboardSpec dashboard, Pack pack, Pack.Alert alert) {
    List<String> signals = new ArrayList<>(names(alert.when().value()));
    signals.retainAll(pack.signals().keySet());
    return signals.stream()
        .flatMap(signal -> showing(dashboard, spellings(pack, signal)).stream())
        .findFirst();
  }

  private static Optional<String> showing(DashboardSpec dashboard, List<String> spellings) {
    return dashboard.panels().stream()
        .filter(panel -> queries(panel.getValue()).map(AlertPanels::core).anyMatch(spellings::contains))
        .min(Comparator.comparing(panel -> !OVER_TIME.contains(panel.getValue().look())))
        .map(Map.Entry::getKey);
  }

  /** A panel may show a signal by its name, or what it stands for. */
  private static List<String> spellings(Pack pack, String signal) {
    var expr = pack.signals().get(signal).expr().value();
    return List.of(pack.pack().value() + ":" + signal, core(expr));
  }

  private static Stream<String> queries(DashboardSpec.Panel panel) {
    return Stream.concat(
        panel.show().stream().map(Placed::value),
        panel.series().values().stream().map(series -> series.value().query()));
  }

  private static List<String> names(String expr) {
    try {
      return References.of(Promql.sketch(expr, Expressions.DIALECT)).names();
    } catch (PromqlException e) {
      return List.of();
    }
  }

  /** Without parentheses, and without the choice of one series; what is not PromQL as it is. */
  private static String core(String expr) {
    try {
      return Promql.print(inner(Promql.sketch(expr, Dialect.GRAFANA)), Dialect.GRAFANA);
    } catch (PromqlException e) {
      return expr;
    }
  }

  private static Expr inner(Expr expr) {
    return switch (expr) {
      case Paren p -> inner(p.expr());
      case Aggregation a when OF_ONE.contains(a.aggregator()) -> inner(a.expr());
      default -> expr;
    };
  }
}
