package io.ringwatch.rules;

import io.ringwatch.rules.grafana.ClassicJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboards in all formats, and how Grafana is told of them. */
final class Grafana {
  private Grafana() {}

  /** Content by path below the output folder. */
  static Map<String, String> render(Suite suite) {
    Map<String, String> files = new LinkedHashMap<>();
    for (var dashboard : suite.dashboards()) {
      files.put("grafana/" + dashboard.name() + ".json", ClassicJson.render(dashboard));
    }
    return files;
  }
}
