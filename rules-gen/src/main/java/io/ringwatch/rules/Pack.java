package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Key;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One file of the spec: the alerts of one system. */
record Pack(
    @Doc("Name of the rule group and of the generated files.") Placed<String> pack,
    @Doc("Exporters whose metrics are used.") List<Placed<String>> catalogues,
    @Doc("Scrape interval; tests have a sample that often.") Duration scrape,
    @Doc("How often Prometheus evaluates the group; as its configuration says if empty.")
        Optional<Duration> interval,
    @Doc("Labels of every alert.") Map<String, String> labels,
    @Doc("Labels that every series has from its target.") List<String> identity,
    @Doc("By metric, labels it has beside the catalogue's: flags of its exporter add them.")
        Map<String, List<String>> moreLabels,
    @Doc("Label values of the series in tests.") Map<String, String> sample,
    @Doc("Whom to call when the steps of a runbook do not help.") Optional<String> escalation,
    @Doc(
            "Where those of its alerts are seen that name no panel: in the panel that shows their signal.")
        Optional<Placed<String>> dashboard,
    Map<String, Param> params,
    Map<String, Signal> signals,
    @Doc("Series that Prometheus records; the key is their name.") Map<String, Recorded> records,
    Map<String, Alert> alerts,
    @Doc("Objectives; each becomes alerts on how fast its error budget is used up.")
        Map<String, Slo> slos,
    @Doc("Alerts that silence others while they fire.") List<Inhibition> inhibitions,
    Place place) {

  Pack {
    if (scrape.isZero()) {
      throw new IllegalArgumentException("scrape: has to be more than 0");
    }
    for (var label : identity) {
      if (!label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
        throw new IllegalArgumentException("identity: '" + label + "' is not a label's name");
      }
    }
    if (interval.filter(Duration::isZero).isPresent()) {
      throw new IllegalArgumentException("interval: has to be more than 0");
    }
  }

  /** One that is there. */
  Alert alert(String name) {
    return Optional.ofNullable(alerts.get(name)).orElseThrow();
  }

  /** One that is there. */
  Recorded record(String name) {
    return Optional.ofNullable(records.get(name)).orElseThrow();
  }

  /** A number or duration that conditions, texts and tests share as {@code $name}. */
  record Param(
      @Key("default") Quantity standard,
      @Doc("Below it the alerts make no sense.") Optional<Quantity> min,
      @Doc("Above it the alerts make no sense.") Optional<Quantity> max,
      Optional<String> doc,
      Place place) {
    /** The same with another value. */
    Param with(Quantity value) {
      return new Param(value, min, max, doc, place);
    }

    /** What is wrong with a value that is out of bounds; empty if it fits. */
    Optional<String> objection(Quantity value) {
      return min.filter(m -> value.value().compareTo(m.value()) < 0)
          .map(m -> value.written() + " is below its minimum, " + m.written())
          .or(
              () ->
                  max.filter(m -> value.value().compareTo(m.value()) > 0)
                      .map(m -> value.written() + " is above its maximum, " + m.written()));
    }
  }

  /** A named expression. */
  record Signal(
      @Doc("PromQL over metrics, other signals and $parameters.") Placed<String> expr,
      @Doc("What it counts, where that does not follow from its metrics.") Optional<Unit> unit,
      Place place) {}

  /** What the value of a signal counts; texts show it accordingly. */
  enum Unit {
    NONE,
    SECONDS,
    TIMESTAMP,
    BYTES,
    RATIO;

    /** Whether another is given of what has this; one count over another may be a ratio. */
    boolean contradicts(Unit given) {
      return this != given && !(this == NONE && given == RATIO);
    }

    /** Empty if there is none of that name. */
    static Optional<Unit> of(String name) {
      return Arrays.stream(values()).filter(u -> u.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A recorded series. */
  record Recorded(
      @Doc("PromQL over metrics, signals and $parameters.") Placed<String> expr,
      @Doc("What it counts, for docs/metrics.md.") String help,
      @Doc("Where it does not follow from the metrics.") Optional<Unit> unit,
      @Doc("How long tests run before they look, if not as long as the expression looks back.")
          Optional<Duration> lookback,
      @Doc("How often tests have a sample, if not each scrape: less often if they last for days.")
          Optional<Duration> step,
      @Doc("What is recorded of what; at least one.") List<Given> tests,
      @Doc("Mutants that no test can find, and why.") List<Survivor> survivors,
      Place place) {}

  /**
   * What is recorded.
   *
   * @param value empty if nothing is
   */
  record Outcome(Optional<Quantity> value) {
    static Outcome parse(String text) {
      return new Outcome(
          text.equals("absent") ? Optional.empty() : Optional.of(Quantity.parse(text)));
    }
  }

  /**
   * A test of a recorded series.
   *
   * @param labels of the recorded series, where they are not those that the levels and the sample
   *     tell; of what is absent all that is asked for
   */
  record Given(
      @Key("given") Map<String, Placed<Level>> levels,
      @Doc("A number, or absent.") Outcome value,
      Map<String, String> labels,
      Optional<String> because,
      Place place) {}

  record Alert(
      @Doc("PromQL over signals and $parameters.") Placed<String> when,
      @Key("for") Optional<Duration> hold,
      Optional<Duration> keepFiringFor,
      @Doc(
              "How long tests wait for a change to be seen, if not as long as the condition looks back.")
          Optional<Duration> lookback,
      Placed<String> severity,
      @Doc("Labels beside the pack's own.") Map<String, String> labels,
      @Doc("One line; {label}, {label|label}, {value} and {$parameter} are filled in.")
          Placed<String> summary,
      @Doc("The summary that people see in the first test that fires.") Optional<String> reads,
      @Doc("What the alert means.") Placed<String> why,
      @Doc("What users or the cluster lose meanwhile.") Optional<Placed<String>> impact,
      @Doc("Commands that show more, for the runbook.") List<String> diagnose,
      @Key("do") @Doc("What to look at first, in order.") List<Placed<String>> steps,
      @Doc("Whom to call, where the pack's own escalation does not fit.")
          Optional<String> escalation,
      @Doc("Where to see it: DASHBOARD/PANEL; the panel draws where the alert begins.")
          Optional<Placed<String>> panel,
      @Doc("Beside those that follow from the condition; needed where none do.") List<Test> tests,
      @Doc("Mutants that no test can find, and why.") List<Survivor> survivors,
      Place place) {}

  /**
   * A fault that changes nothing.
   *
   * @param mutant as {@code rules-gen test} names it
   */
  record Survivor(String mutant, String because, Place place) {}

  /** Values of metrics under which the alert fires, or stays quiet. */
  sealed interface Test {
    Optional<String> because();

    Place place();

    /** The levels, by metric: {@code up} or {@code up{instance="node-b"}}. */
    Map<String, Placed<Level>> levels();

    /** Values of parameters: with others the test says nothing and is left out. */
    Map<String, Placed<Quantity>> at();
  }

  /**
   * Fires after the hold time.
   *
   * @param reads the summary that people then see
   * @param labels of the alert, where they are not those that the levels and the sample tell
   */
  record Fires(
      @Key("fires") Map<String, Placed<Level>> levels,
      @Doc("Only with these values of parameters.") Map<String, Placed<Quantity>> at,
      Optional<String> reads,
      Map<String, String> labels,
      Optional<String> because,
      Place place)
      implements Test {}

  record Quiet(
      @Key("quiet") Map<String, Placed<Level>> levels,
      @Doc("Only with these values of parameters.") Map<String, Placed<Quantity>> at,
      Optional<String> because,
      Place place)
      implements Test {}
}
