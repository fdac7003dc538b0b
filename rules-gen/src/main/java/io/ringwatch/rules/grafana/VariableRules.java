package io.ringwatch.rules.grafana;

import io.ringwatch.rules.grafana.Linter.Breach;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules {@code template-*}: what people choose above the panels. */
final class VariableRules {
  private static final Pattern VALUES =
      Pattern.compile("label_values\\((.*),\\s*[a-zA-Z_]\\w*\\)", Pattern.DOTALL);

  private final List<Json> variables;
  private final List<Breach> breaches = new ArrayList<>();

  VariableRules(Json dashboard) {
    this.variables = dashboard.object("templating").objects("list");
  }

  /**
   * All breaches.
   *
   * @param labels those that some series of the dashboard have
   */
  List<Breach> breaches(Set<String> labels) {
    source();
    Linter.LABELS.stream().filter(labels::contains).forEach(this::target);
    variables.stream().filter(v -> v.string("type").equals("query")).forEach(this::query);
    return breaches;
  }

  private void source() {
    var rule = "template-datasource";
    var source = named("datasource", rule);
    expect(rule, source, "type", "datasource");
    expect(rule, source, "query", "prometheus");
    expect(rule, source, "label", "Data source");
  }

  private void target(String label) {
    var rule = "template-" + label;
    var variable = named(label, rule);
    expect(rule, variable, "type", "query");
    expect(rule, variable, "label", Character.toUpperCase(label.charAt(0)) + label.substring(1));
    expect(rule, variable, "multi", true);
    expect(rule, variable, "allValue", ".+");
    if (variable.filter(v -> !Linter.isChosen(v.object("datasource"))).isPresent()) {
      breaches.add(new Breach(rule, label + ": datasource: has to be ${datasource}"));
    }
  }

  private Optional<Json> named(String name, String rule) {
    var variable = variables.stream().filter(v -> v.string("name").equals(name)).findFirst();
    if (variable.isEmpty()) {
      breaches.add(new Breach(rule, "there is no variable '" + name + "'"));
    }
    return variable;
  }

  private void expect(String rule, Optional<Json> variable, String key, Object value) {
    variable
        .filter(v -> !v.get(key).equals(Optional.of(value)))
        .ifPresent(
            v ->
                breaches.add(
                    new Breach(rule, v.string("name") + ": " + key + ": has to be " + value)));
  }

  private void query(Json variable) {
    expect("template-on-time-change-reload", Optional.of(variable), "refresh", 2);
    var query = variable.object("query").string("query");
    var values = VALUES.matcher(query);
    if (!values.matches() || !isPromql(values.group(1))) {
      var message =
          variable.string("name") + ": '" + query + "' is not label_values(PROMQL, LABEL)";
      breaches.add(new Breach("template-label-promql", message));
    }
  }

  private static boolean isPromql(String text) {
    try {
      Promql.parse(text, Dialect.ANY);
      return true;
    } catch (PromqlException e) {
      return false;
    }
  }
}
