package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Key;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much may fail within a time; alerts tell when that is used up too fast. */
record Slo(
    @Doc("How much has to be good: 99.9%.") Objective objective,
    @Doc("Within how long; 30d if empty.") Optional<Duration> window,
    @Doc("A counter of what failed: a signal that is a bare selector.")
        Optional<Placed<String>> bad,
    @Doc("A counter of what was good, instead.") Optional<Placed<String>> good,
    @Doc("A counter of all.") Optional<Placed<String>> total,
    @Doc("A gauge of 0 and 1 instead of counters; its mean over time counts.")
        Optional<Placed<String>> holds,
    @Doc("Labels that the objective is kept by; the pack's identity if empty.") List<String> by,
    @Doc("With fewer events than this in the longer window of an alert it stays quiet.")
        Optional<Quantity> minTraffic,
    @Doc("Severity when the budget is gone within days.") Placed<String> page,
    @Doc("Severity when it is used up too fast, but slowly.") Placed<String> ticket,
    @Doc("One line; {label} and {value}, how much fails, are filled in.") Placed<String> summary,
    @Doc("What it means that the objective is missed.") Placed<String> why,
    @Doc("What users or the cluster lose meanwhile.") Optional<Placed<String>> impact,
    @Doc("Commands that show more, for the runbook.") List<String> diagnose,
    @Key("do") @Doc("What to look at first, in order.") List<Placed<String>> steps,
    @Doc("Whom to call, where the pack's own escalation does not fit.") Optional<String> escalation,
    Place place) {
  /**
   * A share.
   *
   * @param ratio between 0 and 1, without both
   */
  record Objective(BigDecimal ratio, String written) {
    static Objective parse(String text) {
      if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,6})? ?%")) {
        throw new IllegalArgumentException("write it like 99.9%");
      }
      var percent = new BigDecimal(text.substring(0, text.length() - 1).strip());
      if (percent.signum() == 0) {
        throw new IllegalArgumentException("write it like 99.9%");
      }
      return new Objective(percent.movePointLeft(2), text);
    }

    /** What may fail. */
    BigDecimal budget() {
      return BigDecimal.ONE.subtract(ratio);
    }
  }

  Slo {
    boolean counted = total.isPresent() && (bad.isPresent() != good.isPresent());
    boolean gauged = Stream.of(bad, good, total).allMatch(Optional::isEmpty);
    if (holds.isPresent() ? !gauged : !counted) {
      throw new IllegalArgumentException(
          "give 'total' with either 'bad' or 'good', or 'holds' alone");
    }
    if (holds.isPresent() && minTraffic.isPresent()) {
      throw new IllegalArgumentException("min_traffic: is for counters, not for 'holds'");
    }
  }

  Duration period() {
    return window.orElse(Duration.ofDays(30));
  }
}
