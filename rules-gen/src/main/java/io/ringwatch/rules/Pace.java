package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast an error budget is used up when an alert fires, and the two windows in which that shows.
 * Source: Google, The Site Reliability Workbook, chapter 5.
 *
 * @param brief window, so that the alert ends soon after the trouble
 * @param lasting window, so that it does not begin too soon; the alert is named for it
 * @param share of the budget that is gone within the lasting window when the alert fires
 * @param pages whether the alert has the worse of the objective's two severities
 */
record Pace(Duration brief, Duration lasting, BigDecimal share, boolean pages) {
  /** The fastest first. */
  static final List<Pace> ALL =
      List.of(
          new Pace(Duration.ofMinutes(5), Duration.ofHours(1), new BigDecimal("0.02"), true),
          new Pace(Duration.ofMinutes(30), Duration.ofHours(6), new BigDecimal("0.05"), true),
          new Pace(Duration.ofHours(2), Duration.ofDays(1), new BigDecimal("0.1"), false),
          new Pace(Duration.ofHours(6), Duration.ofDays(3), new BigDecimal("0.1"), false));

  /** Of all paces, each once, the shortest first. */
  static List<Duration> windows() {
    return ALL.stream().flatMap(p -> Stream.of(p.brief, p.lasting)).distinct().sorted().toList();
  }

  String name() {
    return "Burns" + PrometheusDuration.format(lasting);
  }

  /** How many times too fast; at least 1, since what is slower keeps a short objective. */
  BigDecimal times(Slo slo) {
    return share
        .multiply(BigDecimal.valueOf(slo.period().toMinutes()))
        .divide(BigDecimal.valueOf(lasting.toMinutes()), MathContext.DECIMAL32)
        .max(BigDecimal.ONE)
        .stripTrailingZeros();
  }

  /** The share of failures above which the alert fires; nothing exceeds 1. */
  BigDecimal limit(Slo slo) {
    return times(slo).multiply(slo.objective().budget());
  }

  boolean canBeExceeded(Slo slo) {
    return limit(slo).compareTo(BigDecimal.ONE) < 0;
  }

  /** The lowest objective, in percent, at which the limit can be exceeded. */
  BigDecimal leastObjective(Slo slo) {
    var budget = BigDecimal.ONE.divide(times(slo), MathContext.DECIMAL32);
    return BigDecimal.ONE.subtract(budget).movePointRight(2).setScale(2, RoundingMode.CEILING);
  }

  Placed<String> severity(Slo slo) {
    return pages ? slo.page() : slo.ticket();
  }

  /** What it means in time. */
  String story(Slo slo) {
    var times = times(slo);
    var period = PrometheusDuration.format(slo.period());
    var lasts = Math.round(slo.period().toMinutes() / times.doubleValue());
    return "At this pace, %s for %s within %s, all that may fail is used up in %s."
        .formatted(
            times.compareTo(BigDecimal.ONE) == 0
                ? "the fastest there may be"
                : times.toPlainString() + " times too fast",
            slo.objective().written(),
            period,
            PrometheusDuration.format(Duration.ofMinutes(lasts)));
  }
}
