package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr.Call;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final Set<String> ON_ABSENCE = Set.of("absent", "absent_over_time", "vector");

  /** The same without tests of what is recorded, and with other alerts. */
  RulePack with(List<Rule> otherRules) {
    var untested = records.stream().map(Recorded::untested).toList();
    return new RulePack(name, file, scrape, interval, uses, signals, untested, otherRules);
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

  /** All its rules as the rule file has them. */
  List<Written> written() {
    return tested().stream().map(Tested::written).toList();
  }

  List<Tested> tested() {
    return Stream.<Tested>concat(records.stream(), rules.stream()).toList();
  }

  /** What the rule file of one rule has before it: the recording rules whose series it reads. */
  List<Written> before(Tested rule) {
    Set<String> read = new HashSet<>(rule.metrics());
    List<Written> before = new ArrayList<>();
    for (var recorded : records.reversed()) {
      if (read.contains(recorded.name)) {
        before.addFirst(recorded.written());
        read.addAll(recorded.metrics());
      }
    }
    return before;
  }

  /** A rule that has tests. */
  sealed interface Tested {
    String name();

    Set<String> metrics();

    Written written();
  }

  /** A named expression. */
  record Signal(Checked checked, Pack.Unit unit) {
    /** Expanded. */
    String expr() {
      return checked.text();
    }
  }

  /**
   * A recording rule.
   *
   * @param lookback how far back the expression looks
   * @param step how often its tests have a sample
   */
  record Recorded(String name, Checked checked, Duration lookback, Duration step, List<Given> tests)
      implements Tested {
    String expr() {
      return checked.text();
    }

    @Override
    public Set<String> metrics() {
      return checked.metrics();
    }

    @Override
    public Written.Recording written() {
      return new Written.Recording(name, expr());
    }

    private Recorded untested() {
      return new Recorded(name, checked, lookback, step, List.of());
    }
  }

  /**
   * A test of a recording rule.
   *
   * @param inputs series in PromQL's notation and what each has
   * @param labels of the series that is recorded, or of those of which none is
   * @param value empty if none is
   */
  record Given(
      Map<String, Input> inputs,
      Map<String, String> labels,
      Optional<BigDecimal> value,
      Optional<String> because) {}

  /**
   * An alerting rule, and what is known of it.
   *
   * @param when its condition; empty if it has a fault
   * @param lookback how far back the condition looks, so that a change is seen and forgotten late
   * @param identity the labels of a firing alert's series, with the tests' values
   * @param home where it is seen
   * @param runbook what the person who is called reads
   */
  record Rule(
      Written.Alerting alerting,
      Optional<Checked> when,
      Duration lookback,
      Map<String, String> identity,
      Optional<AlertPanels.Home> home,
      List<Case> cases,
      Runbook runbook)
      implements Tested {

    @Override
    public String name() {
      return alerting.name();
    }

    @Override
    public Set<String> metrics() {
      return when.map(Checked::metrics).orElse(Set.of());
    }

    @Override
    public Written.Alerting written() {
      return alerting;
    }

    String expr() {
      return alerting.expr();
    }

    Duration hold() {
      return alerting.hold();
    }

    Duration keepFiring() {
      return alerting.keepFiring();
    }

    Map<String, String> labels() {
      return alerting.labels();
    }

    Map<String, String> annotations() {
      return alerting.annotations();
    }

    /** Whether it fires because data is missing. */
    boolean firesOnAbsence() {
      return when.stream()
          .flatMap(checked -> checked.expr().all().stream())
          .anyMatch(e -> e instanceof Call c && ON_ABSENCE.contains(c.function().name()));
    }

    /** Those that fire, the one that tells what people read first. */
    List<Case> firing() {
      return cases.stream().filter(Case::fires).toList();
    }

    List<Case> quiet() {
      return cases.stream().filter(c -> !c.fires()).toList();
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
      Optional<String> because) {}
}
