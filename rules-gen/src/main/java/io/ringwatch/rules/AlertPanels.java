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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** Every alert looks at every query of its dashboard, which is read once. */
  private final Map<String, List<String>> names = new HashMap<>();

  private final Map<String, String> cores = new HashMap<>();

  AlertPanels(List<DashboardSpec> dashboards, Findings findings) {
    this.findings = findings;
    dashboards.forEach(this::declare);
  }

  private void declare(DashboardSpec dashboard) {
    dashboards.put(dashboard.dashboard().value(), dashboard);
    for (var panel : dashboard.panels()) {
      var name = panel.getKey();
      panels.put(path(dashboard, name), new Home(dashboard, Optional.of(name), true));
    }
  }

  private static String path(DashboardSpec dashboard, String panel) {
    return dashboard.dashboard().value() + "/" + panel;
  }

  /**
   * Empty if there is none; where there should be one that is among the findings. Who includes a
   * shipped pack need not have the dashboards that are shipped with it.
   */
  Optional<Home> of(Pack pack, Pack.Alert alert) {
    if (alert.panel().isPresent()) {
      return named("panel", alert.panel().get(), panels);
    }
    if (pack.dashboard().isPresent()) {
      return named("dashboard", pack.dashboard().get(), dashboards)
          .map(dashboard -> home(dashboard, pack, alert));
    }
    if (!dashboards.isEmpty() && !SpecFile.isOfShipped(alert.place())) {
      findings.warn(
          alert.place(),
          "alerts/panel",
          "'panel' is missing: name DASHBOARD/PANEL, or the 'dashboard' of the whole pack");
    }
    return Optional.empty();
  }

  private <T> Optional<T> named(String key, Placed<String> name, Map<String, T> known) {
    findings.known(key + ": there is no", name.value(), known.keySet(), name.place());
    return Optional.ofNullable(known.get(name.value()));
  }

  private Home home(DashboardSpec dashboard, Pack pack, Pack.Alert alert) {
    List<String> signals = new ArrayList<>(names(alert.when().value()));
    signals.retainAll(pack.signals().keySet());
    var showing = first(signals, s -> panel(dashboard, query -> shows(query, pack, s)));
    var reading = first(signals, s -> panel(dashboard, query -> reads(query, pack, s)));
    return new Home(dashboard, showing.or(() -> reading), showing.isPresent());
  }

  private static Optional<String> first(
      List<String> signals, Function<String, Optional<String>> panel) {
    return signals.stream().flatMap(signal -> panel.apply(signal).stream()).findFirst();
  }

  /** One over time, if there are several. */
  private static Optional<String> panel(DashboardSpec dashboard, Predicate<String> query) {
    return dashboard.panels().stream()
        .filter(panel -> queries(panel.getValue()).anyMatch(query))
        .min(Comparator.comparing(panel -> !OVER_TIME.contains(panel.getValue().look())))
        .map(Map.Entry::getKey);
  }

  private boolean shows(String query, Pack pack, String signal) {
    return spellings(pack, signal).contains(core(query));
  }

  private boolean reads(String query, Pack pack, String signal) {
    return metrics(query, pack).containsAll(metrics(signal, pack));
  }

  /** Those behind signals, too. */
  private Set<String> metrics(String expr, Pack pack) {
    Set<String> metrics = new LinkedHashSet<>();
    var next = new ArrayDeque<>(names(expr));
    Set<String> seen = new HashSet<>();
    while (!next.isEmpty()) {
      var name = next.pop();
      var signal = pack.signals().get(name.replaceFirst("^" + pack.pack().value() + ":", ""));
      if (signal == null) {
        metrics.add(name);
      } else if (seen.add(name)) {
        next.addAll(names(signal.expr().value()));
      }
    }
    return metrics;
  }

  /** A panel may show a signal by its name, or what it stands for. */
  private List<String> spellings(Pack pack, String signal) {
    var name = pack.pack().value() + ":" + signal;
    return Optional.ofNullable(pack.signals().get(signal))
        .map(s -> List.of(name, core(s.expr().value())))
        .orElse(List.of(name));
  }

  private static Stream<String> queries(DashboardSpec.Panel panel) {
    return Stream.concat(
        panel.show().stream().map(Placed::value),
        panel.series().values().stream().map(series -> series.value().query()));
  }

  private List<String> names(String expr) {
    return names.computeIfAbsent(expr, AlertPanels::namesIn);
  }

  private static List<String> namesIn(String expr) {
    try {
      return References.of(Promql.sketch(expr, Dialect.GRAFANA)).names();
    } catch (PromqlException e) {
      return List.of();
    }
  }

  /** Without parentheses, and without the choice of one series; what is not PromQL as it is. */
  private String core(String expr) {
    return cores.computeIfAbsent(expr, AlertPanels::coreOf);
  }

  private static String coreOf(String expr) {
    try {
      return Promql.print(inner(Promql.sketch(expr, Dialect.GRAFANA)), Dialect.GRAFANA);
    } catch (PromqlException e) {
      return expr;
    }
  }

  /** What is left without parentheses, and without the choice of one series. */
  static Expr inner(Expr expr) {
    return switch (expr) {
      case Paren p -> inner(p.expr());
      case Aggregation a when OF_ONE.contains(a.aggregator()) -> inner(a.expr());
      default -> expr;
    };
  }
}
