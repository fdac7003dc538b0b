package io.ringwatch.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checked pack, ready to be rendered.
 *
 * @param file the spec file that it comes from
 * @param signals in the order of the file
 * @param interval between two evaluations; Prometheus's own if empty
 * @param uses packs whose recorded series are read
 * @param records each after those that it reads
 */
record RulePack(
    String name,
    String file,
    Duration scrape,
    Optional<Duration> interval,
    List<String> uses,
    Map<String, Signal> signals,
    List<Recorded> records,
    List<Rule> rules) {
  /** A pack of other rules, that otherwise is the same. */
  RulePack with(String otherName, List<Rule> otherRules) {
    var untested = records.stream().map(Recorded::untested).toList();
    return new RulePack(otherName, file, scrape, interval, uses, signals, untested, otherRules);
  }

  /** With what others record before its own, so that it needs none of them. */
  RulePack alone(List<RulePack> others) {
    var all =
        Stream.concat(
                others.stream().filter(p -> uses.contains(p.name)).flatMap(p -> p.records.stream()),
                records.stream())
            .toList();
    return new RulePack(name, file, scrape, interval, List.of(), signals, all, rules);
  }

  /**
   * A named expression, expanded.
   *
   * @param labels those of its series, identity first
   */
  record Signal(String expr, Pack.Unit unit, List<String> labels) {}

  /**
   * A recording rule.
   *
   * @param lookback how far back the expression looks
   * @param step how often its tests have a sample
   * @param labels those of its series, identity first
   */
  record Recorded(
      String name,
      String expr,
      Duration lookback,
      Duration step,
      List<String> labels,
      List<Given> tests) {
    private Recorded untested() {
      return new Recorded(name, expr, lookback, step, labels, List.of());
    }
  }

  /**
   * A test of a recording rule.
   *
   * @param inputs series in PromQL's notation and what each has
   * @param labels of the series that is recorded
   * @param value empty if none is
   */
  record Given(
      Map<String, Input> inputs,
      Map<String, String> labels,
      Optional<BigDecimal> value,
      Optional<String> because) {}

  /**
   * One alerting rule.
   *
   * @param lookback how far back the expression looks, so that a change is seen and forgotten late
   * @param labels in their order
   * @param annotations in their order
   * @param identity the labels of a firing alert's series, with the tests' values
   * @param absence whether it fires because data is missing
   * @param runbook what the person who is called reads
   */
  record Rule(
      String name,
      String expr,
      Duration hold,
      Duration keepFiring,
      Duration lookback,
      Map<String, String> labels,
      Map<String, String> annotations,
      Map<String, String> identity,
      boolean absence,
      List<Case> cases,
      Runbook runbook) {

    /** Those that fire, the one that tells what people read first. */
    List<Case> firing() {
      return cases.stream().filter(Case::fires).toList();
    }

    List<Case> quiet() {
      return cases.stream().filter(c -> !c.fires()).toList();
    }

    /** The same, whose tests do not say what people read. */
    Rule withoutTexts() {
      return new Rule(
          name,
          expr,
          hold,
          keepFiring,
          lookback,
          labels,
          annotations,
          identity,
          absence,
          cases.stream().map(Case::withoutTexts).toList(),
          runbook);
    }
  }

  /**
   * What to know of an alert and to do about it, with the values of parameters filled in.
   *
   * @param impact what is lost meanwhile
   * @param diagnose commands, in Markdown
   * @param steps in their order, in Markdown; at least one
   * @param escalation whom to call: the alert's own, or else the pack's
   */
  record Runbook(
      String why,
      Optional<String> impact,
      List<String> diagnose,
      List<String> steps,
      Optional<String> escalation) {
    public Runbook {
      diagnose = List.copyOf(diagnose);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One test.
   *
   * @param inputs series in PromQL's notation and what each has
   * @param labels those of the series that fires
   * @param annotations what people read then; empty where it is not asserted
   */
  record Case(
      boolean fires,
      Map<String, Input> inputs,
      Map<String, String> labels,
      Map<String, String> annotations,
      Optional<String> because) {
    Case withoutTexts() {
      return new Case(fires, inputs, labels, Map.of(), because);
    }
  }

  /**
   * A constant, a constant age, or a steady rise.
   *
   * @param start where a rise begins
   * @param value lies, if it is an age, that many seconds before each sample's time, or behind it
   *     if negative
   * @param per how often the value is added
   */
  record Input(BigDecimal start, BigDecimal value, boolean ago, Optional<Duration> per) {
    Input {
      start = plain(start);
      value = plain(value);
    }

    private static BigDecimal plain(BigDecimal value) {
      return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static Input constant(BigDecimal value) {
      return new Input(BigDecimal.ZERO, value, false, Optional.empty());
    }

    static Input ago(BigDecimal seconds) {
      return new Input(BigDecimal.ZERO, seconds, true, Optional.empty());
    }
  }
}
