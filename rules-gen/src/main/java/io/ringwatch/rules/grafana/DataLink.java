package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Visual.NodeGraph;
import io.ringwatch.rules.grafana.Visual.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * From the values of a label to another dashboard, which then shows the same thing over the same
 * time.
 *
 * @param title the other dashboard's
 * @param source what that calls its variable for the data source
 * @param variables those of the other dashboard, each with the label that says what to choose
 */
public record DataLink(
    String label, String title, String uid, String source, Map<String, String> variables) {
  public DataLink {
    variables = new LinkedHashMap<>(variables);
  }

  /** {@code {title, url}}, as Grafana has it below {@code links}. */
  Json json(Visual visual) {
    return Json.of("title", title, "url", url(visual));
  }

  /** A path, before which Grafana puts its own address. */
  private String url(Visual visual) {
    var chosen =
        variables.entrySet().stream()
            .map(v -> "&var-" + v.getKey() + "=" + value(v.getValue(), visual))
            .collect(Collectors.joining());
    return "/d/" + uid + "?${__url_time_range}&var-" + source + "=${datasource}" + chosen;
  }

  /** Where series have become lines of a table, labels are fields of these. */
  private static String value(String label, Visual visual) {
    return switch (visual) {
      case Table _, NodeGraph _ -> "${__data.fields[\"" + label + "\"]:percentencode}";
      default -> "${__field.labels." + label + ":percentencode}";
    };
  }
}
