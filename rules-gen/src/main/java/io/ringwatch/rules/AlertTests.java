package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Rule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests of one alert: it fires exactly when its hold time is over, is pending one scrape
 * before, resolves, stays quiet where the spec says so, and when its data goes missing.
 */
final class AlertTests {
  private final Rule rule;
  private final Duration scrape;
  private final List<String> names;
  private final TestFile file;

  /**
   * @param names of all rules of which the same is asserted: the alert's own, and its mutants'
   */
  AlertTests(Rule rule, Duration scrape, List<String> names, TestFile file) {
    this.rule = rule;
    this.scrape = scrape;
    this.names = names;
    this.file = file;
  }

  void write() {
    if (rule.quiet().isEmpty()) {
      rule.firing().forEach(this::firesAlways);
    } else {
      rule.firing().forEach(this::fires);
    }
    rule.quiet().forEach(this::staysQuiet);
    if (!rule.firesOnAbsence()) {
      rule.firing().stream().limit(1).forEach(this::losesItsData);
    }
  }

  /** A watchdog, whose silence is the alarm. */
  private void firesAlways(Case firing) {
    var timeline = timeline();
    long hold = timeline.samples(rule.hold());
    timeline.then(firing.inputs(), hold + 1);
    begin("fires always", firing, timeline);
    state(timeline.time(hold), "firing");
    reads(firing, timeline.time(hold));
  }

  private void fires(Case firing) {
    if (!rule.lookback().isZero()) {
      firesLate(firing);
      return;
    }
    var timeline = timeline();
    long hold = timeline.samples(rule.hold());
    long keep = timeline.samples(rule.keepFiring());
    long mended = hold + 2;
    timeline.then(firing.inputs(), mended).then(rule.quiet().getFirst().inputs(), keep + 2);
    begin("fires, then resolves", firing, timeline);
    if (hold > 0) {
      state(timeline.time(hold - 1), "pending");
    }
    state(timeline.time(hold), "firing");
    if (keep > 0) {
      state(timeline.time(mended + keep - 1), "firing");
    }
    state(timeline.time(mended + keep), "");
    reads(firing, timeline.time(hold));
  }

  /** What looks back sees a change only after a while, and forgets it only after a while. */
  private void firesLate(Case firing) {
    var timeline = timeline();
    var calm = rule.quiet().getFirst().inputs();
    long back = timeline.samples(rule.lookback()) + 1;
    long held = back + timeline.samples(rule.hold()) + 1;
    long over = back + timeline.samples(rule.keepFiring()) + 1;
    timeline.then(calm, back).then(firing.inputs(), held).then(calm, over);
    begin("fires, then resolves", firing, timeline);
    state(timeline.time(back - 1), "");
    state(timeline.time(back + held - 1), "firing");
    pendingFor(timeline.samples(rule.hold()), timeline.time(back + held - 1));
    state(timeline.time(back + held + over - 1), "");
    reads(firing, timeline.time(back + held - 1));
  }

  private void staysQuiet(Case quiet) {
    var timeline = timeline();
    long hold = timeline.samples(rule.hold());
    long end = hold + 1 + timeline.samples(rule.lookback());
    timeline.then(quiet.inputs(), end + 1);
    begin("stays quiet", quiet, timeline);
    state(timeline.time(end), "");
  }

  private void losesItsData(Case firing) {
    var timeline = timeline();
    long hold = timeline.samples(rule.hold());
    long back = timeline.samples(rule.lookback());
    long held = back + Math.max(1, hold / 2);
    long over = back + (hold > 0 ? hold + 1 : held + timeline.samples(rule.keepFiring()));
    timeline.then(firing.inputs(), held).then(Map.of(), back + over);
    file.begin(rule.name() + " stays quiet when its data goes missing", timeline);
    state(timeline.time(back + over), "");
  }

  private Timeline timeline() {
    return new Timeline(scrape, rule.cases());
  }

  private void begin(String what, Case tested, Timeline timeline) {
    var because = tested.because().map(b -> ": " + b).orElse("");
    file.begin(rule.name() + " " + what + because, timeline);
  }

  /**
   * Asserts the only state that the alert has.
   *
   * @param state empty for none
   */
  private void state(String time, String state) {
    for (var name : names) {
      var expr = "count by (alertstate) (ALERTS{alertname=\"" + name + "\"})";
      if (state.isEmpty()) {
        file.nothing(expr, time);
      } else {
        file.sample(expr, time, "{alertstate=\"" + state + "\"}", "1");
      }
    }
  }

  /** Whenever the condition began to hold, the alert was pending exactly for its hold time. */
  private void pendingFor(long samples, String until) {
    for (var name : names) {
      var pending = "ALERTS{alertname=\"" + name + "\", alertstate=\"pending\"}";
      var expr = "sum(count_over_time(" + pending + "[" + until + "]))";
      if (samples == 0) {
        file.nothing(expr, until);
      } else {
        file.sample(expr, until, "{}", String.valueOf(samples));
      }
    }
  }

  /** What people read, if that is asserted. */
  private void reads(Case firing, String time) {
    if (!firing.annotations().isEmpty()) {
      Map<String, String> labels = new LinkedHashMap<>(firing.labels());
      labels.putAll(rule.labels());
      file.alerts(names, time, labels, firing.annotations());
    }
  }
}
