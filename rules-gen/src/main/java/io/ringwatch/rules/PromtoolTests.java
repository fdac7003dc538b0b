package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.rules.RulePack.Given;
import io.ringwatch.rules.RulePack.Recorded;
import io.ringwatch.rules.RulePack.Rule;
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
    var file = begun(pack, step);
    pack.records().stream()
        .filter(recorded -> recorded.step().equals(step))
        .forEach(recorded -> tests(recorded, List.of(recorded.name()), file));
    if (step.equals(pack.scrape())) {
      pack.rules().forEach(rule -> tests(rule, pack, List.of(rule.name()), file));
    }
    return file.toString();
  }

  /**
   * Of one alert that has mutants in the same rule file.
   *
   * @param names its own and theirs: each assertion is made of all of them
   */
  static String of(Rule rule, RulePack pack, List<String> names) {
    var file = begun(pack, pack.scrape());
    tests(rule, pack, names, file);
    return file.toString();
  }

  private static TestFile begun(RulePack pack, Duration step) {
    var groups = Stream.concat(pack.uses().stream(), Stream.of(pack.name())).toList();
    return new TestFile(pack.file(), groups, step);
  }

  private static void tests(Rule rule, RulePack pack, List<String> names, TestFile file) {
    new AlertTests(rule, pack.scrape(), names, file).write();
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
            () -> file.nothing(name, time));
  }
}
