package io.ringwatch.rules.grafana;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Grafana's own rules for dashboards of Prometheus, by the names of its dashboard-linter. That tool
 * wants {@code job} and {@code instance} of all series; here only those have to be narrowed by a
 * label that have it. Source: github.com/grafana/dashboard-linter, docs/rules.
 */
public final class Linter {
  /**
   * A rule that a dashboard breaks.
   *
   * @param rule {@code panel-units}
   * @param message what is wrong, where
   */
  public record Breach(String rule, String message) {}

  /**
   * What a dashboard alone does not tell.
   *
   * @param signals what alerts compare: a panel that shows the same looks back over the same time
   */
  public record Known(Metrics metrics, List<Expr> signals) {
    public Known {
      signals = List.copyOf(signals);
    }
  }

  /** The labels of a target that people choose above the panels. */
  static final List<String> LABELS = List.of("job", "instance");

  private static final Set<String> WITHOUT_QUERIES = Set.of("text", "alertlist");

  private final Json dashboard;
  private final Known known;
  private final List<Breach> breaches = new ArrayList<>();

  private Linter(Json dashboard, Known known) {
    this.dashboard = dashboard;
    this.known = known;
  }

  /**
   * All breaches, in a stable order.
   *
   * @param known of what the dashboard shows
   */
  public static List<Breach> breaches(Dashboard dashboard, Known known) {
    return breaches(ClassicJson.tree(dashboard), known);
  }

  static List<Breach> breaches(Json dashboard, Known known) {
    return new Linter(dashboard, known).all();
  }

  private List<Breach> all() {
    var panels = panels(dashboard).filter(p -> !p.string("type").equals("row")).toList();
    var targets = new TargetRules(known);
    List<Breach> ofPanels = new ArrayList<>();
    for (var panel : panels) {
      panel(panel, ofPanels);
      panel.objects("targets").forEach(t -> ofPanels.addAll(targets.breaches(t, name(panel))));
    }
    breaches.addAll(new VariableRules(dashboard).breaches(targets.labels()));
    breaches.addAll(ofPanels);
    if (!dashboard.get("editable").equals(Optional.of(false))) {
      breaches.add(new Breach("uneditable-dashboard", "editable: has to be false"));
    }
    return breaches;
  }

  /** Those of closed rows, too. */
  private static Stream<Json> panels(Json parent) {
    return parent.objects("panels").stream()
        .flatMap(panel -> Stream.concat(Stream.of(panel), panels(panel)));
  }

  static String name(Json panel) {
    return "panel '" + panel.string("title") + "'";
  }

  static boolean isChosen(Json source) {
    return source.string("uid").equals("${datasource}");
  }

  private static void panel(Json panel, List<Breach> breaches) {
    if (panel.string("title").isBlank() || panel.string("description").isBlank()) {
      if (!panel.string("type").equals("text")) {
        add(breaches, "panel-title-description", panel, "a title and a description are needed");
      }
    }
    if (WITHOUT_QUERIES.contains(panel.string("type"))) {
      return;
    }
    var targets = panel.objects("targets");
    var sources =
        Stream.concat(Stream.of(panel), targets.stream()).map(j -> j.object("datasource"));
    if (!sources.allMatch(Linter::isChosen)) {
      add(breaches, "panel-datasource", panel, "datasource: has to be ${datasource}");
    }
    if (targets.isEmpty()) {
      add(breaches, "panel-no-targets", panel, "there is no query");
    }
    if (panel.object("fieldConfig").object("defaults").string("unit").isBlank()) {
      add(breaches, "panel-units", panel, "a unit is needed");
    }
  }

  private static void add(List<Breach> breaches, String rule, Json panel, String message) {
    breaches.add(new Breach(rule, name(panel) + ": " + message));
  }
}
