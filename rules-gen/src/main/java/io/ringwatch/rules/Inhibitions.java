package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Alertmanager's {@code inhibit_rules}: between severities, then those that packs name. */
final class Inhibitions {
  private final Suite suite;
  private final Alertmanager config;

  Inhibitions(Suite suite, Alertmanager config) {
    this.suite = suite;
    this.config = config;
  }

  void render(YamlText yaml) {
    var severities = suite.spec().entry().severities();
    var silencings = Silencing.of(suite);
    if (silencings.isEmpty() && config.severityInhibitions().isEmpty()) {
      return;
    }
    yaml.line(0, "inhibit_rules:");
    for (var set : config.severityInhibitions()) {
      var equal = set.stream().map(Placed::value).toList();
      for (int i = 0; i + 1 < severities.size(); i++) {
        severity(yaml, severities.get(i), severities.subList(i + 1, severities.size()), equal);
      }
    }
    silencings.forEach(silencing -> named(yaml, silencing));
  }

  /** Labels have to be there: to Alertmanager, two that are missing are equal. */
  private static void severity(
      YamlText yaml, String worse, List<String> lesser, List<String> equal) {
    List<String> source = new ArrayList<>();
    source.add(matcher("severity", List.of(worse)));
    equal.forEach(label -> source.add(label + "=~\".+\""));
    yaml.list(1, "- source_matchers", source);
    yaml.list(2, "target_matchers", List.of(matcher("severity", lesser)));
    yaml.list(2, "equal", equal);
  }

  private static void named(YamlText yaml, Silencing silencing) {
    var source = matcher("alertname", List.of(silencing.source()));
    var target = matcher("alertname", silencing.silenced());
    yaml.list(1, "- source_matchers", List.of(source)).list(2, "target_matchers", List.of(target));
    yaml.list(2, "equal", silencing.equal());
  }

  /** Alertmanager's matcher of a label that has one of these values. */
  static String matcher(String label, List<String> values) {
    if (values.size() == 1) {
      return label + "=" + quoted(values.getFirst());
    }
    return label
        + "=~"
        + quoted(
            values.stream()
                .map(value -> value.replaceAll("[^\\p{L}\\p{N}_ -]", "\\\\$0"))
                .collect(Collectors.joining("|")));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
