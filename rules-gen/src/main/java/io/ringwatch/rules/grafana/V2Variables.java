package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Dashboard.Variable;
import java.util.List;

/** What people choose above the panels, in the v2 schema. */
final class V2Variables {
  private V2Variables() {}

  static Json source() {
    return V2Json.kind(
        "DatasourceVariable",
        "allowCustomValue",
        false,
        "current",
        Json.of("text", "", "value", ""),
        "hide",
        "dontHide",
        "includeAll",
        false,
        "label",
        "Data source",
        "multi",
        false,
        "name",
        "datasource",
        "options",
        List.of(),
        "pluginId",
        "prometheus",
        "refresh",
        "onDashboardLoad",
        "regex",
        "",
        "skipUrlSync",
        false);
  }

  static Json variable(Variable variable) {
    var query = Json.of("qryType", 1, "query", variable.query(), "refId", variable.name());
    return V2Json.kind(
        "QueryVariable",
        "allValue",
        variable.all(),
        "allowCustomValue",
        true,
        "current",
        Json.of("text", List.of("All"), "value", List.of("$__all")),
        "definition",
        variable.query(),
        "hide",
        "dontHide",
        "includeAll",
        true,
        "label",
        variable.title(),
        "multi",
        true,
        "name",
        variable.name(),
        "options",
        List.of(),
        "query",
        V2Json.query(query),
        "refresh",
        "onTimeRangeChanged",
        "regex",
        "",
        "skipUrlSync",
        false,
        "sort",
        "naturalAsc");
  }
}
