package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.Placed;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an alert sends people: to its section of the runbook and to its panel. */
final class AlertLinks {
  /**
   * A panel of a dashboard.
   *
   * @param id from 1, as Grafana counts them
   */
  private record Target(DashboardSpec dashboard, int id) {}

  private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) \\| urlquery }}");

  private final String runbooks;
  private final Optional<String> grafana;
  private final Map<String, Target> panels = new LinkedHashMap<>();
  private final Findings findings;

  AlertLinks(Spec spec, Findings findings) {
    this.runbooks = spec.entry().links().flatMap(Links::runbooks).orElse("docs/runbooks/");
    this.grafana = spec.entry().links().flatMap(Links::grafana);
    this.findings = findings;
    spec.dashboards().forEach(this::declare);
  }

  private void declare(DashboardSpec dashboard) {
    var names = dashboard.panels().stream().map(Map.Entry::getKey).toList();
    for (int i = 0; i < names.size(); i++) {
      panels.put(dashboard.dashboard().value() + "/" + names.get(i), new Target(dashboard, i + 1));
    }
  }

  String runbook(String pack, String alert) {
    return runbooks + pack + ".md#" + alert.toLowerCase(Locale.ROOT);
  }

  /**
   * A template of Prometheus; empty without Grafana's address.
   *
   * @param labels those of the alert's series, which choose the panel's variables
   */
  Optional<String> panel(Placed<String> panel, List<String> labels) {
    findings.known("panel: there is no", panel.value(), panels.keySet(), panel.place());
    return Optional.ofNullable(panels.get(panel.value()))
        .flatMap(target -> grafana.map(address -> url(address, target, labels)));
  }

  private static String url(String address, Target target, List<String> labels) {
    List<String> query = new ArrayList<>(List.of("viewPanel=" + target.id));
    target
        .dashboard
        .vars()
        .forEach(
            (name, variable) -> {
              var label = variable.value().label(name);
              if (labels.contains(label)) {
                query.add("var-" + name + "={{ $labels." + label + " | urlquery }}");
              }
            });
    var uid = target.dashboard.uid().value();
    return address.replaceAll("/+$", "") + "/d/" + uid + "?" + String.join("&", query);
  }

  /** What such a template gives for a series, as Go's {@code urlquery} writes it. */
  static String filled(String template, Map<String, String> labels) {
    return LABEL
        .matcher(template)
        .replaceAll(r -> Matcher.quoteReplacement(escaped(labels.getOrDefault(r.group(1), ""))));
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
