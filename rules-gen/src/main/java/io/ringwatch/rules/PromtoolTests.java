package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tests of a pack for promtool 2.42 and later. Each alert fires exactly when its hold time is
 * over, is pending one scrape before, resolves, stays quiet where the spec says so, and when its
 * data goes missing.
 */
final class PromtoolTests {
  private final RulePack pack;
  private final List<String> names;
  private final YamlText yaml = new YamlText();

  private PromtoolTests(RulePack pack, List<String> names) {
    this.pack = pack;
    this.names = names;
  }

  static String render(RulePack pack) {
    return new PromtoolTests(pack, List.of()).render();
  }

  /**
   * For the only rule of a pack, which has mutants in the same rule file.
   *
   * @param names its own and theirs: each assertion is made of all of them
   */
  static String render(RulePack pack, List<String> names) {
    return new PromtoolTests(pack, names).render();
  }

  private String render() {
    yaml.comment(Output.header(pack.file()));
    ruleFiles();
    yaml.entry(0, "evaluation_interval", PrometheusDuration.format(pack.scrape()));
    yaml.line(0, "tests:");
    for (var rule : pack.records()) {
      rule.tests().forEach(test -> records(rule, test));
    }
    for (var rule : pack.rules()) {
      if (rule.quiet().isEmpty()) {
        rule.firing().forEach(firing -> firesAlways(rule, firing));
      } else {
        rule.firing().forEach(firing -> fires(rule, firing));
      }
      rule.quiet().forEach(quiet -> staysQuiet(rule, quiet));
      if (!rule.firesOnAbsence()) {
        rule.firing().stream().limit(1).forEach(firing -> losesItsData(rule, firing));
      }
    }
    return yaml.toString();
  }

  /** Without an order promtool evaluates the groups of several files in any. */
  private void ruleFiles() {
    var groups = Stream.concat(pack.uses().stream(), Stream.of(pack.name())).toList();
    yaml.line(0, "rule_files:");
    groups.forEach(group -> yaml.line(1, "- ../" + group + ".rules.yml"));
    if (groups.size() > 1) {
      yaml.line(0, "group_eval_order:");
      groups.forEach(group -> yaml.line(1, "- " + group));
    }
  }

  private void records(RulePack.Recorded rule, RulePack.Given test) {
    var only = new Case(true, test.inputs(), Map.of(), Map.of(), Optional.empty());
    var timeline = new Timeline(pack.scrape(), List.of(only));
    long end = timeline.samples(rule.lookback()) + 1;
    timeline.then(test.inputs(), end + 1);
    var because = test.because().map(b -> ": " + b).orElse("");
    var value = Quantity.plain(test.value());
    var series = new Series(rule.name(), test.labels()).toString();
    yaml.entry(1, "- name", rule.name() + " is " + value + because);
    series(timeline);
    yaml.line(2, "promql_expr_test:").entry(3, "- expr", series);
    yaml.entry(4, "eval_time", timeline.time(end)).line(4, "exp_samples:");
    yaml.entry(5, "- labels", series).line(6, "value: " + value);
  }

  /** A watchdog, whose silence is the alarm. */
  private void firesAlways(Rule rule, Case firing) {
    var timeline = new Timeline(pack.scrape(), rule.cases());
    long hold = timeline.samples(rule.hold());
    timeline.then(firing.inputs(), hold + 1);
    begin(rule, "fires always", firing, timeline);
    yaml.line(2, "promql_expr_test:");
    state(rule, timeline.time(hold), "firing");
    if (!firing.annotations().isEmpty()) {
      reads(rule, firing, timeline.time(hold));
    }
  }

  private void fires(Rule rule, Case firing) {
    var timeline = new Timeline(pack.scrape(), rule.cases());
    if (!rule.lookback().isZero()) {
      firesLate(rule, firing, timeline);
      return;
    }
    long hold = timeline.samples(rule.hold());
    long keep = timeline.samples(rule.keepFiring());
    long mended = hold + 2;
    timeline.then(firing.inputs(), mended).then(rule.quiet().getFirst().inputs(), keep + 2);
    begin(rule, "fires, then resolves", firing, timeline);
    yaml.line(2, "promql_expr_test:");
    if (hold > 0) {
      state(rule, timeline.time(hold - 1), "pending");
    }
    state(rule, timeline.time(hold), "firing");
    if (keep > 0) {
      state(rule, timeline.time(mended + keep - 1), "firing");
    }
    state(rule, timeline.time(mended + keep), "");
    if (!firing.annotations().isEmpty()) {
      reads(rule, firing, timeline.time(hold));
    }
  }

  /** What looks back sees a change only after a while, and forgets it only after a while. */
  private void firesLate(Rule rule, Case firing, Timeline timeline) {
    var calm = rule.quiet().getFirst().inputs();
    long back = timeline.samples(rule.lookback()) + 1;
    long held = back + timeline.samples(rule.hold()) + 1;
    long over = back + timeline.samples(rule.keepFiring()) + 1;
    timeline.then(calm, back).then(firing.inputs(), held).then(calm, over);
    begin(rule, "fires, then resolves", firing, timeline);
    yaml.line(2, "promql_expr_test:");
    state(rule, timeline.time(back - 1), "");
    state(rule, timeline.time(back + held - 1), "firing");
    pendingFor(rule, timeline.samples(rule.hold()), timeline.time(back + held - 1));
    state(rule, timeline.time(back + held + over - 1), "");
    if (!firing.annotations().isEmpty()) {
      reads(rule, firing, timeline.time(back + held - 1));
    }
  }

  private void staysQuiet(Rule rule, Case quiet) {
    var timeline = new Timeline(pack.scrape(), rule.cases());
    long hold = timeline.samples(rule.hold());
    long end = hold + 1 + timeline.samples(rule.lookback());
    timeline.then(quiet.inputs(), end + 1);
    begin(rule, "stays quiet", quiet, timeline);
    yaml.line(2, "promql_expr_test:");
    state(rule, timeline.time(end), "");
  }

  private void losesItsData(Rule rule, Case firing) {
    var timeline = new Timeline(pack.scrape(), rule.cases());
    long hold = timeline.samples(rule.hold());
    long back = timeline.samples(rule.lookback());
    long held = back + Math.max(1, hold / 2);
    long over = back + (hold > 0 ? hold + 1 : held + timeline.samples(rule.keepFiring()));
    timeline.then(firing.inputs(), held).then(Map.of(), back + over);
    yaml.entry(1, "- name", rule.name() + " stays quiet when its data goes missing");
    series(timeline);
    yaml.line(2, "promql_expr_test:");
    state(rule, timeline.time(back + over), "");
  }

  private void begin(Rule rule, String what, Case tested, Timeline timeline) {
    var because = tested.because().map(b -> ": " + b).orElse("");
    yaml.entry(1, "- name", rule.name() + " " + what + because);
    series(timeline);
  }

  private void series(Timeline timeline) {
    yaml.entry(2, "interval", PrometheusDuration.format(pack.scrape()));
    var series = timeline.series();
    yaml.line(2, series.isEmpty() ? "input_series: []" : "input_series:");
    series.forEach((name, values) -> yaml.entry(3, "- series", name).entry(4, "values", values));
  }

  /**
   * Asserts the only state that the alert has.
   *
   * @param state empty for none
   */
  private void state(Rule rule, String time, String state) {
    names(rule).forEach(name -> state(name, time, state));
  }

  private List<String> names(Rule rule) {
    return names.isEmpty() ? List.of(rule.name()) : names;
  }

  private void state(String name, String time, String state) {
    yaml.entry(3, "- expr", "count by (alertstate) (ALERTS{alertname=\"" + name + "\"})");
    yaml.entry(4, "eval_time", time);
    if (state.isEmpty()) {
      yaml.line(4, "exp_samples: []");
    } else {
      yaml.line(4, "exp_samples:");
      yaml.entry(5, "- labels", "{alertstate=\"" + state + "\"}").line(6, "value: 1");
    }
  }

  /** Whenever the condition began to hold, the alert was pending exactly for its hold time. */
  private void pendingFor(Rule rule, long samples, String until) {
    for (var name : names(rule)) {
      var pending = "ALERTS{alertname=\"" + name + "\", alertstate=\"pending\"}";
      yaml.entry(3, "- expr", "sum(count_over_time(" + pending + "[" + until + "]))");
      yaml.entry(4, "eval_time", until);
      if (samples == 0) {
        yaml.line(4, "exp_samples: []");
      } else {
        yaml.line(4, "exp_samples:").line(5, "- labels: '{}'").line(6, "value: " + samples);
      }
    }
  }

  private void reads(Rule rule, Case firing, String time) {
    Map<String, String> labels = new LinkedHashMap<>(firing.labels());
    labels.putAll(rule.labels());
    yaml.line(2, "alert_rule_test:");
    for (var name : names(rule)) {
      yaml.line(3, "- alertname: " + name);
      yaml.entry(4, "eval_time", time).line(4, "exp_alerts:").line(5, "- exp_labels:");
      labels.forEach((label, value) -> yaml.entry(7, label, value));
      yaml.mapping(6, "exp_annotations", firing.annotations());
    }
  }
}
