package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Dashboard.Annotation;
import io.ringwatch.rules.grafana.Dashboard.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dashboard as a resource of Grafana's API, {@code dashboard.grafana.app/v2}: panels by name, and
 * apart from them the layout. Format: npm {@code @grafana/schema}, schema/dashboard/v2.
 */
public final class V2Json {
  private V2Json() {}

  public static String render(Dashboard dashboard) {
    return Json.of(
            "apiVersion",
            "dashboard.grafana.app/v2",
            "kind",
            "Dashboard",
            "metadata",
            Json.of(
                "name", dashboard.uid(),
                "annotations", Json.of("grafana.app/message", dashboard.note())),
            "spec",
            spec(dashboard))
        .text();
  }

  private static Json spec(Dashboard dashboard) {
    return Json.of(
        "annotations", dashboard.annotations().stream().map(V2Json::annotation).toList(),
        "cursorSync", "Crosshair",
        "description", dashboard.description(),
        "editable", false,
        "elements", elements(dashboard.panels()),
        "layout", kind("RowsLayout", "rows", dashboard.rows().stream().map(V2Json::row).toList()),
        "links", dashboard.links().stream().map(ClassicJson::link).toList(),
        "preload", false,
        "tags", dashboard.tags(),
        "timeSettings", time(dashboard),
        "title", dashboard.title(),
        "variables",
            Stream.concat(
                    Stream.of(V2Variables.source()),
                    dashboard.variables().stream().map(V2Variables::variable))
                .toList());
  }

  static Json kind(String kind, Object... namesAndValues) {
    return Json.of("kind", kind, "spec", Json.of(namesAndValues));
  }

  /** A query of the data source that people choose. */
  static Json query(Json spec) {
    return Json.of(
        "kind", "DataQuery",
        "group", "prometheus",
        "version", "v0",
        "datasource", Json.of("name", "${datasource}"),
        "spec", spec);
  }

  private static Json time(Dashboard dashboard) {
    return Json.of(
        "autoRefresh",
        dashboard.refresh().orElse(""),
        "autoRefreshIntervals",
        List.of("5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h"),
        "fiscalYearStartMonth",
        0,
        "from",
        "now-" + dashboard.range(),
        "hideTimepicker",
        false,
        "timezone",
        "browser",
        "to",
        "now");
  }

  private static Json annotation(Annotation annotation) {
    var query = query(Json.of("expr", annotation.expr(), "step", "60s"));
    return kind(
        "AnnotationQuery",
        "enable",
        true,
        "hide",
        false,
        "iconColor",
        annotation.color(),
        "legacyOptions",
        Json.of(
            "tagKeys", String.join(",", annotation.tags()),
            "titleFormat", annotation.heading()),
        "name",
        annotation.name(),
        "query",
        query);
  }

  private static Json elements(List<Panel> panels) {
    var elements = new Json();
    panels.forEach(panel -> elements.put(name(panel), element(panel)));
    return elements;
  }

  private static String name(Panel panel) {
    return "panel-" + panel.id();
  }

  private static Json element(Panel panel) {
    var data =
        kind(
            "QueryGroup",
            "queries",
            panel.series().stream().map(s -> query(s, panel)).toList(),
            "queryOptions",
            new Json(),
            "transformations",
            Overrides.transformations(panel).stream()
                .map(
                    t ->
                        Json.of(
                            "kind", "Transformation",
                            "group", t.id(),
                            "spec", Json.of("options", t.options())))
                .toList());
    return kind(
        "Panel",
        "data",
        data,
        "description",
        panel.description(),
        "id",
        panel.id(),
        "links",
        List.of(),
        "title",
        panel.title(),
        "vizConfig",
        look(panel));
  }

  private static Json look(Panel panel) {
    return Json.of(
        "kind",
        "VizConfig",
        "group",
        panel.visual().plugin(),
        "version",
        "",
        "spec",
        Json.of(
            "fieldConfig", FieldJson.fieldConfig(panel),
            "options", PanelJson.options(panel)));
  }

  private static Json query(Panel.Series series, Panel panel) {
    return kind(
        "PanelQuery",
        "hidden",
        false,
        "query",
        query(PanelJson.query(series, panel)),
        "refId",
        series.ref());
  }

  private static Json row(Row row) {
    return kind(
        "RowsLayoutRow",
        "collapse",
        row.collapsed(),
        "layout",
        kind("GridLayout", "items", row.panels().stream().map(V2Json::item).toList()),
        "repeat",
        repeat(row.repeat()),
        "title",
        row.title());
  }

  private static Json item(Panel panel) {
    var cell = panel.cell();
    return kind(
        "GridLayoutItem",
        "element",
        Json.of("kind", "ElementReference", "name", name(panel)),
        "height",
        cell.height(),
        "repeat",
        repeat(panel.repeat()),
        "width",
        cell.width(),
        "x",
        cell.x(),
        "y",
        cell.y());
  }

  private static Optional<Json> repeat(Optional<String> variable) {
    return variable.map(v -> Json.of("mode", "variable", "value", v));
  }
}
