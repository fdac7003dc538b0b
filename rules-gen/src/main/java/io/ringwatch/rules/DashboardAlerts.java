package io.ringwatch.rules;

import io.ringwatch.rules.Thresholds.Limit;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts of all packs, as far as panels draw where they begin. */
final class DashboardAlerts {
  /**
   * One alert.
   *
   * @param panel the one that draws where it begins
   */
  private record Drawn(Expr condition, Thresholds.Mark mark, Optional<String> panel) {
    List<Limit> limits(Expr shown) {
      return Thresholds.limits(condition, mark, shown);
    }
  }

  private final Map<String, Drawn> alerts = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Findings findings;

  DashboardAlerts(List<DashboardQueries.Shown> packs, List<String> severities, Findings findings) {
    this.findings = findings;
    for (var pack : packs) {
      names.addAll(pack.pack().alerts().keySet());
      pack.checked().rules().forEach(rule -> declare(rule, severities));
    }
  }

  /** A rule with a fault is left out. */
  private void declare(RulePack.Rule rule, List<String> severities) {
    var mark = Thresholds.Mark.of(rule.labels().getOrDefault("severity", ""), severities);
    var panel = rule.home().flatMap(AlertPanels.Home::drawnIn);
    rule.when().ifPresent(when -> alerts.put(rule.name(), new Drawn(when.expr(), mark, panel)));
  }

  /** An alert that does not exist is among the problems then. */
  boolean exists(Placed<String> name) {
    findings.known("alerts: unknown alert", name.value(), names, name.place());
    return alerts.containsKey(name.value());
  }

  /** Where the alerts that belong to a panel, and those that it names, begin in what it shows. */
  List<Limit> limits(String panel, List<Placed<String>> named, Expr shown) {
    var also = named.stream().map(Placed::value).toList();
    List<Limit> limits = new ArrayList<>();
    alerts.forEach(
        (name, alert) -> {
          if (alert.panel.equals(Optional.of(panel)) || also.contains(name)) {
            limits.addAll(alert.limits(shown));
          }
        });
    return limits;
  }

  /** Whether an alert that exists compares what is shown with a number. */
  boolean draws(Placed<String> name, Expr shown) {
    var alert = alerts.get(name.value());
    return alert != null && !alert.limits(shown).isEmpty();
  }
}
