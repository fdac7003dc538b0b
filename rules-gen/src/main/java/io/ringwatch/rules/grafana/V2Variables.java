package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Dashboard.Variable;
import java.util.List;

/** What people choose above the panels, in the v2 schema. */
final class V2Variables {
  private V2Variables() {}

  static Json source() {
    var spec =
        Json.of("allowCustomValue", false, "current", Json.of("text", "", "value", ""))
            .and("hide", "dontHide", "includeAll", false, "label", "Data source", "multi", false)
            .and("name", "datasource", "options", List.of(), "pluginId", "prometheus")
            .and("refresh", "onDashboardLoad", "regex", "", "skipUrlSync", false);
    return Json.of("kind", "DatasourceVariable", "spec", spec);
  }

  static Json variable(Variable variable) {
    var query = Json.of("qryType", 1, "query", variable.query(), "refId", variable.name());
    var spec =
        Json.of("allValue", variable.all(), "allowCustomValue", true)
            .and("current", Json.of("text", List.of("All"), "value", List.of("$__all")))
            .and("definition", variable.query(), "hide", "dontHide", "includeAll", true)
            .and("label", variable.title(), "multi", true, "name", variable.name())
            .and("options", List.of(), "query", V2Json.query(query))
            .and("refresh", "onTimeRangeChanged", "regex", "", "skipUrlSync", false)
            .and("sort", "naturalAsc");
    return Json.of("kind", "QueryVariable", "spec", spec);
  }
}
