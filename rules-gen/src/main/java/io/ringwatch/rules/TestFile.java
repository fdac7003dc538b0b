package io.ringwatch.rules;

import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A file of promtool's tests: each begins with its series, and asserts expressions, then alerts.
 */
final class TestFile {
  private final YamlText yaml = new YamlText();
  private final String step;

  /**
   * @param source the spec's file
   * @param groups of rules, in the order in which they are evaluated
   * @param step how often there are samples, and evaluations
   */
  TestFile(String source, List<String> groups, Duration step) {
    this.step = PrometheusDuration.format(step);
    yaml.comment(Output.header(source)).line(0, "rule_files:");
    groups.forEach(group -> yaml.line(1, "- ../" + group + ".rules.yml"));
    if (groups.size() > 1) { // without an order promtool evaluates the groups of files in any
      yaml.line(0, "group_eval_order:");
      groups.forEach(group -> yaml.line(1, "- " + group));
    }
    yaml.entry(0, "evaluation_interval", this.step).line(0, "tests:");
  }

  /** Begins a test. */
  void begin(String name, Timeline timeline) {
    yaml.entry(1, "- name", name).entry(2, "interval", step);
    var series = timeline.series();
    yaml.line(2, series.isEmpty() ? "input_series: []" : "input_series:");
    series.forEach((of, values) -> yaml.entry(3, "- series", of).entry(4, "values", values));
    yaml.line(2, "promql_expr_test:");
  }

  void nothing(String expr, String time) {
    yaml.entry(3, "- expr", expr).entry(4, "eval_time", time).line(4, "exp_samples: []");
  }

  void sample(String expr, String time, String series, String value) {
    yaml.entry(3, "- expr", expr).entry(4, "eval_time", time).line(4, "exp_samples:");
    yaml.entry(5, "- labels", series).line(6, "value: " + value);
  }

  /** Behind all expressions of a test: what each of these alerts then says. */
  void alerts(
      List<String> names, String time, Map<String, String> labels, Map<String, String> texts) {
    yaml.line(2, "alert_rule_test:");
    for (var name : names) {
      yaml.line(3, "- alertname: " + name);
      yaml.entry(4, "eval_time", time).line(4, "exp_alerts:").line(5, "- exp_labels:");
      labels.forEach((label, value) -> yaml.entry(7, label, value));
      yaml.mapping(6, "exp_annotations", texts);
    }
  }

  @Override
  public String toString() {
    return yaml.toString();
  }
}
