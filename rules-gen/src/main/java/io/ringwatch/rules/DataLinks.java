package io.ringwatch.rules;

import io.ringwatch.rules.DashboardSpec.Look;
import io.ringwatch.rules.grafana.DataLink;
import io.ringwatch.rules.promql.LabelMatcher;
import io.ringwatch.rules.promql.Labels;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the values of panels lead: to dashboards that can be narrowed by the same labels. */
final class DataLinks {
  /** Which exporter's which target a series is of. */
  private static final Set<String> OF_TARGET = Set.of("job", "instance");

  private final Map<String, Links.Elsewhere> goals = new LinkedHashMap<>();
  private final Findings findings;

  DataLinks(Spec spec, Findings findings) {
    this.findings = findings;
    spec.dashboards().forEach(d -> goals.put(d.dashboard().value(), goal(d)));
    spec.entry().links().ifPresent(links -> goals.putAll(links.dashboards()));
  }

  private static Links.Elsewhere goal(DashboardSpec dashboard) {
    Map<String, String> variables = new LinkedHashMap<>();
    dashboard.vars().forEach((name, variable) -> variables.put(name, variable.value().label(name)));
    return new Links.Elsewhere(
        dashboard.title(), dashboard.uid().value(), Optional.empty(), variables);
  }

  /**
   * Those of a panel. A shipped one need not lead to dashboards that this spec does not have.
   *
   * @param queries the labels of each
   */
  List<DataLink> of(DashboardSpec.Panel panel, List<Labels> queries) {
    var shown = shown(panel, queries);
    List<DataLink> links = new ArrayList<>();
    panel
        .open()
        .forEach(
            (label, names) -> {
              var told = panel.look() == Look.TABLE ? upTo(label, shown) : with(label, shown);
              for (var name : names) {
                findings.known("open: unknown label", label, shown, name.place());
                goal(name).map(goal -> link(label, name, goal, told)).ifPresent(links::add);
              }
            });
    return links;
  }

  /** In a table, what is left of a column says whose it is; what is right of it says more. */
  private static List<String> upTo(String column, List<String> columns) {
    return columns.subList(0, columns.indexOf(column) + 1);
  }

  /** Another dashboard about a member may be of another exporter than the series that names it. */
  private static List<String> with(String label, List<String> labels) {
    return labels.stream()
        .filter(other -> OF_TARGET.contains(label) || !OF_TARGET.contains(other))
        .toList();
  }

  /**
   * Those that every value has: the columns of a table, else what all series have. Where all
   * queries have a fault, that is told already.
   */
  private static List<String> shown(DashboardSpec.Panel panel, List<Labels> queries) {
    if (panel.look() == Look.TABLE) {
      return Stream.concat(panel.by().stream(), panel.bring().keySet().stream()).toList();
    }
    var linked = panel.look() == Look.NODE_GRAPH ? queries.stream().limit(1) : queries.stream();
    return linked
        .map(labels -> labels.known().stream().filter(l -> !l.equals(LabelMatcher.NAME)).sorted())
        .map(Stream::toList)
        .reduce((one, other) -> one.stream().filter(other::contains).toList())
        .orElse(List.copyOf(panel.open().keySet()));
  }

  private Optional<Links.Elsewhere> goal(Placed<String> name) {
    if (!SpecFile.isOfShipped(name.place())) {
      findings.known("open: there is no dashboard", name.value(), goals.keySet(), name.place());
    }
    return Optional.ofNullable(goals.get(name.value()));
  }

  /** Chooses all variables that the value and its neighbours tell. */
  private DataLink link(
      String label, Placed<String> name, Links.Elsewhere goal, Collection<String> told) {
    var labels = goal.vars().values();
    findings.known(
        "open: dashboard " + name.value() + " has no variable for", label, labels, name.place());
    Map<String, String> variables = new LinkedHashMap<>(goal.vars());
    variables.values().retainAll(told);
    return new DataLink(
        label, goal.title(), goal.uid(), goal.source().orElse("datasource"), variables);
  }
}
