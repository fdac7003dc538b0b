package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.rules.grafana.Panel;
import io.ringwatch.rules.grafana.Unit;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people see otherwise on dashboards, in words; one line a dashboard and one a panel. */
final class DashboardDiff {
  private final List<String> lines = new ArrayList<>();

  private DashboardDiff() {}

  /** Empty if both show the same; where on its dashboard a panel stands does not count. */
  static List<String> of(List<Dashboard> before, List<Dashboard> after) {
    var diff = new DashboardDiff();
    var old = byName(before, Dashboard::name);
    var now = byName(after, Dashboard::name);
    for (var name : names(old, now)) {
      diff.dashboard(name, old.get(name), now.get(name));
    }
    return diff.lines;
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    Map<String, T> named = new LinkedHashMap<>();
    all.forEach(one -> named.put(name.apply(one), one));
    return named;
  }

  private static Set<String> names(Map<String, ?> before, Map<String, ?> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  private void dashboard(String name, @Nullable Dashboard old, @Nullable Dashboard now) {
    if (old == null || now == null) {
      var panels = (old == null ? Objects.requireNonNull(now) : old).panels().size();
      var what = panels == 1 ? "1 panel" : panels + " panels";
      lines.add("dashboard " + name + ": " + (old == null ? "new, " : "gone, ") + what);
      return;
    }
    List<String> changes = new ArrayList<>();
    changed("title", old.title(), now.title(), changes);
    changed("uid", old.uid(), now.uid(), changes);
    changed("refresh", old.refresh().orElse("none"), now.refresh().orElse("none"), changes);
    changed("range", old.range(), now.range(), changes);
    changed("description", old.description(), now.description(), changes);
    var variables = byName(old.variables(), Dashboard.Variable::name);
    var others = byName(now.variables(), Dashboard.Variable::name);
    for (var variable : names(variables, others)) {
      presence("variable " + variable, variables.get(variable), others.get(variable), changes);
    }
    add("dashboard " + name, changes);
    panels(name, byName(old.panels(), Panel::name), byName(now.panels(), Panel::name));
  }

  private void panels(String dashboard, Map<String, Panel> before, Map<String, Panel> after) {
    for (var name : names(before, after)) {
      var old = before.get(name);
      var now = after.get(name);
      var panel = "panel " + dashboard + "/" + name;
      if (old == null || now == null) {
        var title = (old == null ? Objects.requireNonNull(now) : old).title();
        lines.add(panel + ": " + (old == null ? "new, " : "gone, ") + "\"" + title + "\"");
      } else {
        add(panel, changes(old, now));
      }
    }
  }

  private static List<String> changes(Panel old, Panel now) {
    List<String> changes = new ArrayList<>();
    changed("title", old.title(), now.title(), changes);
    changed("kind", old.visual().plugin(), now.visual().plugin(), changes);
    field("", old.field(), now.field(), changes);
    var before = byName(old.series(), Panel.Series::name);
    var after = byName(now.series(), Panel.Series::name);
    for (var name : names(before, after)) {
      var was = before.get(name);
      var is = after.get(name);
      var query = "query \"" + name + "\"";
      if (was == null || is == null) {
        presence(query, was, is, changes);
      } else {
        changed(query, was.expr(), is.expr(), changes);
        if (!was.field().equals(old.field()) || !is.field().equals(now.field())) {
          field(" of \"" + name + "\"", was.field(), is.field(), changes);
        }
      }
    }
    changed("description", old.description(), now.description(), changes);
    return changes;
  }

  private static void field(String of, Panel.Field old, Panel.Field now, List<String> changes) {
    changed("unit" + of, old.unit().toString(), now.unit().toString(), changes);
    changed("threshold" + of, steps(old), steps(now), changes);
    if (!old.meanings().equals(now.meanings())) {
      changes.add("values" + of + " read otherwise");
    }
  }

  /** {@code 5m, 10m}. */
  private static String steps(Panel.Field field) {
    var from =
        field.steps().stream()
            .flatMap(step -> step.from().stream())
            .map(value -> level(value, field.unit()))
            .collect(Collectors.joining(", "));
    return from.isEmpty() ? "none" : from;
  }

  private static String level(double value, Unit unit) {
    return unit == Unit.SECONDS && value > 0
        ? PrometheusDuration.format(Duration.ofMillis(Math.round(value * 1e3)))
        : Quantity.plain(BigDecimal.valueOf(value));
  }

  private static void presence(
      String what, @Nullable Object old, @Nullable Object now, List<String> changes) {
    if (old == null || now == null) {
      changes.add(what + " is " + (old == null ? "new" : "gone"));
    } else if (!old.equals(now)) {
      changes.add(what + " is another");
    }
  }

  /** Long texts are not told, only that they differ. */
  private static void changed(String what, String old, String now, List<String> changes) {
    if (!old.equals(now)) {
      changes.add(
          what.equals("description") ? what + " reads otherwise" : what + " " + old + " → " + now);
    }
  }

  private void add(String name, List<String> changes) {
    if (!changes.isEmpty()) {
      lines.add(name + ": " + String.join("; ", changes));
    }
  }
}
