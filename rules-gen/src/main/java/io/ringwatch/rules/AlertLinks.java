package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an alert sends people: to its section of the runbook and to its panel. */
final class AlertLinks {
  private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) \\| urlquery }}");

  private final String runbooks;
  private final String grafana;
  private final AlertPanels panels;

  AlertLinks(Spec spec, AlertPanels panels) {
    this.runbooks = spec.entry().links().flatMap(Links::runbooks).orElse("docs/runbooks/");
    this.grafana = grafana(spec);
    this.panels = panels;
  }

  /** Grafana's address; may be empty. */
  static String grafana(Spec spec) {
    return spec.entry().links().flatMap(Links::grafana).orElse("").replaceAll("/+$", "");
  }

  AlertPanels panels() {
    return panels;
  }

  String runbook(String pack, String alert) {
    return runbooks + pack + ".md#" + alert.toLowerCase(Locale.ROOT);
  }

  /**
   * A template of Prometheus, without Grafana's address a path.
   *
   * @param labels those of the alert's series, which choose the dashboard's variables
   */
  String dashboard(AlertPanels.Home home, List<String> labels) {
    List<String> query = new ArrayList<>();
    home.id().ifPresent(id -> query.add("viewPanel=" + id));
    home.dashboard()
        .vars()
        .forEach(
            (name, variable) -> {
              var label = variable.value().label(name);
              if (labels.contains(label)) {
                query.add("var-" + name + "={{ $labels." + label + " | urlquery }}");
              }
            });
    var page = grafana + "/d/" + home.dashboard().uid().value();
    return query.isEmpty() ? page : page + "?" + String.join("&", query);
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
