package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Given;
import io.ringwatch.rules.RulePack.Recorded;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.RulePack.Tested;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tests of a pack for promtool 2.42 and later. Each file evaluates the rules as often as it has
 * samples: tests that have fewer, since they last for days, are in files of their own.
 */
final class PromtoolTests {
  private PromtoolTests() {}

  static Map<String, String> files(RulePack pack) {
    Set<Duration> steps = new LinkedHashSet<>(List.of(pack.scrape()));
    pack.records().forEach(recorded -> steps.add(recorded.step()));
    Map<String, String> files = new LinkedHashMap<>();
    for (var step : steps) {
      boolean usual = step.equals(pack.scrape());
      var name = usual ? pack.name() : pack.name() + "_every_" + PrometheusDuration.format(step);
      files.put("alerts/tests/" + name + ".test.yml", file(pack, step));
    }
    return files;
  }

  private static String file(RulePack pack, Duration step) {
    var groups = Stream.concat(pack.uses().stream(), Stream.of(pack.name())).toList();
    var file = new TestFile(pack.file(), groups, step);
    pack.tested().stream()
        .filter(rule -> step(rule, pack).equals(step))
        .forEach(rule -> tests(rule, step, List.of(rule.name()), file));
    return file.toString();
  }

  /**
   * Of one rule that is in a rule file of its own name, with mutants.
   *
   * @param names its own and theirs: each assertion is made of all of them
   */
  static String of(Tested rule, RulePack pack, List<String> names) {
    var file = new TestFile(pack.file(), List.of(rule.name()), step(rule, pack));
    tests(rule, step(rule, pack), names, file);
    return file.toString();
  }

  private static Duration step(Tested rule, RulePack pack) {
    return switch (rule) {
      case Rule _ -> pack.scrape();
      case Recorded recorded -> recorded.step();
    };
  }

  private static void tests(Tested rule, Duration step, List<String> names, TestFile file) {
    switch (rule) {
      case Rule alert -> new AlertTests(alert, step, names, file).write();
      case Recorded recorded -> tests(recorded, names, file);
    }
  }

  private static void tests(Recorded recorded, List<String> names, TestFile file) {
    for (var test : recorded.tests()) {
      var only = new Case(true, test.inputs(), Map.of(), Map.of(), Optional.empty());
      var timeline = new Timeline(recorded.step(), List.of(only));
      long end = timeline.samples(recorded.lookback()) + 1;
      timeline.then(test.inputs(), end + 1);
      var value = test.value().map(Quantity::plain).orElse("absent");
      var because = test.because().map(b -> ": " + b).orElse("");
      file.begin(recorded.name() + " is " + value + because, timeline);
      names.forEach(name -> recorded(name, test, timeline.time(end), file));
    }
  }

  private static void recorded(String name, Given test, String time, TestFile file) {
    var series = new Series(name, test.labels()).toString();
    test.value()
        .ifPresentOrElse(
            value -> file.sample(series, time, series, Quantity.plain(value)),
            () -> file.nothing(Series.selector(name, test.labels()), time));
  }
}
