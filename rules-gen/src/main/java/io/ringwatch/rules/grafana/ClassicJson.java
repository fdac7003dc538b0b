package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Dashboard.Annotation;
import io.ringwatch.rules.grafana.Dashboard.Link;
import io.ringwatch.rules.grafana.Dashboard.Row;
import io.ringwatch.rules.grafana.Dashboard.Variable;
import io.ringwatch.rules.grafana.Visual.AlertList;
import io.ringwatch.rules.grafana.Visual.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dashboard as Grafana imports and provisions it: the classic model, schemaVersion 42. Without
 * {@code id}, {@code version} and {@code gnetId}, which are the server's own. Format: npm {@code
 * @grafana/schema}, raw/dashboard.
 */
public final class ClassicJson {
  private static final Json SOURCE = Json.of("type", "prometheus", "uid", "${datasource}");

  private ClassicJson() {}

  /** For provisioning, and for the import by hand. */
  public static String render(Dashboard dashboard) {
    return tree(dashboard).text();
  }

  static Json tree(Dashboard dashboard) {
    return tree(dashboard, Optional.empty(), Optional.empty());
  }

  /** For grafana.com, whose import asks which data source is meant. */
  public static String renderForSharing(Dashboard dashboard) {
    var input =
        Json.of(
            "name", "DS_PROMETHEUS",
            "label", "Prometheus",
            "description", "",
            "type", "datasource",
            "pluginId", "prometheus",
            "pluginName", "Prometheus");
    var chosen = Json.of("text", "Prometheus", "value", "${DS_PROMETHEUS}");
    return tree(dashboard, Optional.of(List.of(input)), Optional.of(chosen)).text();
  }

  /**
   * @param inputs what an import asks for
   * @param chosen the data source; without it Grafana takes its own default
   */
  private static Json tree(
      Dashboard dashboard, Optional<List<Json>> inputs, Optional<Json> chosen) {
    return Json.of(
        "description", dashboard.description() + " (" + dashboard.note() + ")",
        "__inputs", inputs,
        "annotations",
            Json.of("list", dashboard.annotations().stream().map(ClassicJson::annotation).toList()),
        "editable", false,
        "fiscalYearStartMonth", 0,
        "graphTooltip", 1,
        "links", dashboard.links().stream().map(ClassicJson::link).toList(),
        "panels", panels(dashboard),
        "refresh", dashboard.refresh(),
        "schemaVersion", 42,
        "tags", dashboard.tags(),
        "templating",
            Json.of(
                "list",
                Stream.concat(
                        Stream.of(source(chosen)),
                        dashboard.variables().stream().map(ClassicJson::variable))
                    .toList()),
        "time", Json.of("from", "now-" + dashboard.range(), "to", "now"),
        "timezone", "browser",
        "title", dashboard.title(),
        "uid", dashboard.uid());
  }

  private static Json annotation(Annotation annotation) {
    return Json.of(
        "datasource", SOURCE,
        "enable", true,
        "expr", annotation.expr(),
        "hide", false,
        "iconColor", annotation.color(),
        "name", annotation.name(),
        "step", "60s",
        "tagKeys", String.join(",", annotation.tags()),
        "titleFormat", annotation.heading());
  }

  static Json link(Link link) {
    boolean toPage = !link.url().isEmpty();
    return Json.of(
        "asDropdown",
        !toPage,
        "icon",
        toPage ? "external link" : "dashboard",
        "includeVars",
        true,
        "keepTime",
        true,
        "tags",
        link.tags(),
        "targetBlank",
        toPage,
        "title",
        link.title(),
        "tooltip",
        "",
        "type",
        toPage ? "link" : "dashboards",
        "url",
        link.url());
  }

  private static Json source(Optional<Json> chosen) {
    return Json.of(
        "current",
        chosen,
        "hide",
        0,
        "includeAll",
        false,
        "label",
        "Data source",
        "multi",
        false,
        "name",
        "datasource",
        "query",
        "prometheus",
        "refresh",
        1,
        "regex",
        "",
        "skipUrlSync",
        false,
        "type",
        "datasource");
  }

  private static Json variable(Variable variable) {
    return Json.of(
        "allValue",
        variable.all(),
        "current",
        Json.of("selected", true, "text", List.of("All"), "value", List.of("$__all")),
        "datasource",
        SOURCE,
        "hide",
        0,
        "includeAll",
        true,
        "label",
        variable.title(),
        "multi",
        true,
        "name",
        variable.name(),
        "query",
        Json.of("qryType", 1, "query", variable.query(), "refId", variable.name()),
        "refresh",
        2,
        "regex",
        "",
        "skipUrlSync",
        false,
        "sort",
        7,
        "type",
        "query");
  }

  /** Rows come after all panels in the count of ids, so that a new row moves no panel's id. */
  private static List<Json> panels(Dashboard dashboard) {
    List<Json> panels = new ArrayList<>();
    int id = dashboard.panels().size();
    int y = 0;
    for (var row : dashboard.rows()) {
      int below = y + 1;
      var inside = row.panels().stream().map(p -> panel(p, below)).toList();
      panels.add(row(row, ++id, y, row.collapsed() ? inside : List.of()));
      if (!row.collapsed()) {
        panels.addAll(inside);
      }
      y = below + (row.collapsed() ? 0 : row.height());
    }
    return panels;
  }

  private static Json row(Row row, int id, int y, List<Json> inside) {
    return Json.of(
        "collapsed", row.collapsed(),
        "gridPos", Json.of("h", 1, "w", Layout.COLUMNS, "x", 0, "y", y),
        "id", id,
        "panels", inside,
        "repeat", row.repeat(),
        "title", row.title(),
        "type", "row");
  }

  private static Json panel(Panel panel, int top) {
    var cell = panel.cell();
    var json =
        Json.of(
            "description", panel.description(),
            "fieldConfig", FieldJson.fieldConfig(panel),
            "gridPos",
                Json.of("h", cell.height(), "w", cell.width(), "x", cell.x(), "y", top + cell.y()),
            "id", panel.id(),
            "options", PanelJson.options(panel),
            "title", panel.title(),
            "type", panel.visual().plugin());
    if (!(panel.visual() instanceof Text || panel.visual() instanceof AlertList)) {
      json.put("datasource", SOURCE);
      json.put("targets", panel.series().stream().map(s -> target(s, panel)).toList());
    }
    panel.repeat().ifPresent(v -> json.put("repeat", v).put("repeatDirection", "h"));
    var transformations = Overrides.transformations(panel);
    return transformations.isEmpty()
        ? json
        : json.put(
            "transformations",
            transformations.stream()
                .map(t -> Json.of("id", t.id(), "options", t.options()))
                .toList());
  }

  private static Json target(Panel.Series series, Panel panel) {
    return PanelJson.query(series, panel).put("datasource", SOURCE).put("refId", series.ref());
  }
}
