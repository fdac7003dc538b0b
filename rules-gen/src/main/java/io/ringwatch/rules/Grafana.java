package io.ringwatch.rules;

import io.ringwatch.rules.grafana.ClassicJson;
import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.rules.grafana.V2Json;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboards in all formats, and how Grafana is told of them. */
final class Grafana {
  private static final String HEADER = Output.header("its dashboards");

  private Grafana() {}

  /** Content by path below the output folder. */
  static Map<String, String> files(Suite suite) {
    Map<String, String> files = new LinkedHashMap<>();
    for (var dashboard : suite.dashboards()) {
      var file = dashboard.name() + ".json";
      files.put("grafana/" + file, ClassicJson.render(dashboard));
      files.put("grafana/v2/" + file, V2Json.render(dashboard));
      files.put("grafana/grafana.com/" + file, ClassicJson.renderForSharing(dashboard));
    }
    if (!suite.dashboards().isEmpty()) {
      files.put("grafana/provisioning/dashboards/ringwatch.yaml", provider());
      files.put("grafana/provisioning/datasources/ringwatch.yaml", dataSource(suite.packs()));
      files.put("grafana/kustomization.yaml", configMaps(suite.dashboards()));
    }
    return files;
  }

  private static String provider() {
    return new YamlText()
        .comment(HEADER)
        .comment("Copy grafana/*.json to the path below.")
        .line(0, "apiVersion: 1")
        .line(0, "providers:")
        .line(1, "- name: ringwatch")
        .line(2, "folder: Ringwatch")
        .line(2, "type: file")
        .line(2, "allowUiUpdates: false")
        .line(2, "updateIntervalSeconds: 30")
        .line(2, "options:")
        .line(3, "path: /var/lib/grafana/dashboards/ringwatch")
        .toString();
  }

  /** Rates look back over four scrapes of the slowest pack. */
  private static String dataSource(List<RulePack> packs) {
    var slowest = packs.stream().map(RulePack::scrape).max(Comparator.naturalOrder());
    return new YamlText()
        .comment(HEADER)
        .line(0, "apiVersion: 1")
        .line(0, "datasources:")
        .line(1, "- name: Prometheus")
        .line(2, "uid: prometheus")
        .line(2, "type: prometheus")
        .line(2, "access: proxy")
        .line(2, "url: http://localhost:9090")
        .line(2, "isDefault: true")
        .line(2, "jsonData:")
        .line(3, "httpMethod: POST")
        .line(3, "timeInterval: " + PrometheusDuration.format(slowest.orElseThrow()))
        .toString();
  }

  /** A ConfigMap each, with the label by which Grafana's sidecar finds it. */
  private static String configMaps(List<Dashboard> dashboards) {
    var yaml =
        new YamlText()
            .comment(HEADER)
            .comment("kubectl apply -k grafana --namespace monitoring")
            .line(0, "apiVersion: kustomize.config.k8s.io/v1beta1")
            .line(0, "kind: Kustomization")
            .line(0, "generatorOptions:")
            .line(1, "disableNameSuffixHash: true")
            .line(1, "labels:")
            .line(2, "grafana_dashboard: '1'")
            .line(1, "annotations:")
            .line(2, "grafana_folder: Ringwatch")
            .line(0, "configMapGenerator:");
    for (var dashboard : dashboards) {
      yaml.line(1, "- name: ringwatch-" + dashboard.name())
          .line(2, "files: [" + dashboard.name() + ".json]");
    }
    return yaml.toString();
  }
}
