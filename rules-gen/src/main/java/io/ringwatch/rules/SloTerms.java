package io.ringwatch.rules;

import io.ringwatch.rules.Pack.Fires;
import io.ringwatch.rules.Pack.Given;
import io.ringwatch.rules.Pack.Quiet;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One objective in PromQL, and the series that prove its alerts. */
final class SloTerms {
  /** Tests let twice as much fail as an alert bears; an alert that bears more is left out. */
  static final BigDecimal STEEPEST = new BigDecimal("0.4");

  private static final BigDecimal FIRES = new BigDecimal("2.1");
  private static final BigDecimal QUIET = new BigDecimal("0.95");

  private final Pack pack;
  private final Slo slo;
  private final String by;

  SloTerms(Pack pack, Slo slo) {
    this.pack = pack;
    this.slo = slo;
    this.by = String.join(", ", slo.by().isEmpty() ? pack.identity() : slo.by());
  }

  /** How much fails, over a window. Nothing if nothing happens. */
  String ratio(String window) {
    if (slo.holds().isPresent()) {
      return "1 - avg by (%s) (avg_over_time(%s[%s]))".formatted(by, name(slo.holds()), window);
    }
    var part = sum("rate", slo.bad().or(slo::good), window);
    var failing = part + " / (" + sum("rate", slo.total(), window) + " > 0)";
    return slo.good().isPresent() ? "1 - " + failing : failing;
  }

  /** What is asked of traffic, behind a condition; may be nothing. */
  String busy(String window) {
    return slo.minTraffic()
        .map(least -> " and " + sum("increase", slo.total(), window) + " >= " + least.written())
        .orElse("");
  }

  private String sum(String function, Optional<Placed<String>> counter, String window) {
    return "sum by (%s) (%s(%s[%s]))".formatted(by, function, name(counter), window);
  }

  private static String name(Optional<Placed<String>> named) {
    return named.map(Placed::value).orElse("");
  }

  /** How long the tests of an alert last before and while it fires. */
  static Duration history(Duration brief) {
    return brief.multipliedBy(2);
  }

  /** As Prometheus's template has it: four digits. */
  String reads(BigDecimal limit) {
    var percent =
        limit.multiply(FIRES).movePointRight(2).round(new MathContext(4)).stripTrailingZeros();
    var text = slo.summary().value().replace("{value}", percent.toPlainString() + "%");
    for (var label : pack.sample().entrySet()) {
      text = text.replace("{" + label.getKey() + "}", label.getValue());
    }
    return text;
  }

  Given half() {
    var half = new BigDecimal("0.5");
    return new Given(
        steady(half), new Quantity(half, "0.5"), Map.of(), Optional.empty(), slo.place());
  }

  List<Pack.Test> tests(BigDecimal limit, Duration brief) {
    List<Pack.Test> tests = new ArrayList<>();
    tests.add(
        new Fires(
            steady(limit.multiply(FIRES)),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            slo.place()));
    tests.add(quiet(steady(BigDecimal.ZERO), "all is well"));
    tests.add(quiet(steady(limit.multiply(QUIET)), "a little slower"));
    if (slo.good().isEmpty() || isWithin()) {
      tests.add(quiet(spike(limit, brief), "it began just now"));
    }
    slo.minTraffic()
        .ifPresent(
            least -> {
              long minutes = history(brief).toMinutes();
              var rate =
                  least.value().divide(BigDecimal.valueOf(3 * minutes), MathContext.DECIMAL32);
              tests.add(quiet(counters(rate, BigDecimal.ZERO), "that is hardly any traffic"));
            });
    return tests;
  }

  private Quiet quiet(Map<String, Placed<Level>> levels, String because) {
    return new Quiet(levels, Map.of(), Optional.of(because), slo.place());
  }

  /** The same share fails all the time. */
  private Map<String, Placed<Level>> steady(BigDecimal share) {
    if (slo.holds().isPresent()) {
      return Map.of(key(slo.holds()), level(Quantity.plain(BigDecimal.ONE.subtract(share))));
    }
    var failing = traffic().multiply(share);
    return counters(failing, traffic().subtract(failing));
  }

  private BigDecimal traffic() {
    return slo.minTraffic().map(Quantity::value).orElse(BigDecimal.ZERO).max(new BigDecimal(100));
  }

  /** Near its end so much fails that the brief window is over the limit, and the other is not. */
  private Map<String, Placed<Level>> spike(BigDecimal limit, Duration brief) {
    var begins = PrometheusDuration.format(brief.multipliedBy(7).dividedBy(5));
    if (slo.holds().isPresent()) {
      var fall = Quantity.plain(limit.multiply(new BigDecimal("2.2")));
      return Map.of(key(slo.holds()), level("-" + fall + " per " + begins + " from 1"));
    }
    var events = traffic().multiply(BigDecimal.valueOf(brief.toMinutes()));
    var failing = events.multiply(limit).multiply(new BigDecimal("1.4"));
    var levels = counters(BigDecimal.ZERO, traffic());
    var jumping = slo.bad().isPresent() ? slo.bad() : slo.total();
    levels.put(key(jumping), level(Quantity.plain(failing) + " per " + begins));
    return levels;
  }

  /** So much fails, and so much does not, every minute. */
  private Map<String, Placed<Level>> counters(BigDecimal failing, BigDecimal fine) {
    var part = slo.bad().or(slo::good);
    var first = slo.bad().isPresent() ? failing : fine;
    var rest = isWithin() ? (slo.bad().isPresent() ? fine : failing) : failing.add(fine);
    Map<String, Placed<Level>> levels = new LinkedHashMap<>();
    levels.put(key(part), level(Quantity.plain(first) + " per 1m"));
    levels.put(key(slo.total()), level(Quantity.plain(rest) + " per 1m"));
    return levels;
  }

  /** What is counted as bad or good is a part of the metric that counts all. */
  private boolean isWithin() {
    return metric(slo.bad().or(slo::good)).equals(metric(slo.total()));
  }

  private Placed<Level> level(String text) {
    return new Placed<>(Level.parse(text), slo.place());
  }

  /** The selector that a signal is. */
  private String key(Optional<Placed<String>> named) {
    var name = name(named);
    var signal = pack.signals().get(name);
    return signal == null ? name : signal.expr().value();
  }

  private String metric(Optional<Placed<String>> named) {
    return key(named).replaceAll("\\{.*", "").strip();
  }
}
