package io.ringwatch.rules;

import io.ringwatch.rules.Pack.Fires;
import io.ringwatch.rules.Pack.Given;
import io.ringwatch.rules.Pack.Outcome;
import io.ringwatch.rules.Pack.Quiet;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tests of one objective. What is recorded is tested with values of the exporters' metrics, the
 * alerts with values of what is recorded: so no test of an alert has to last for days.
 *
 * <p>What is expected is exact, in all versions of Prometheus: counters begin at 0, and shares are
 * sums of powers of two.
 *
 * @param part the gauge, or what counts failures or successes
 * @param total what counts all; empty for a gauge
 */
record SloTests(Slo slo, SloSeries part, Optional<SloSeries> total) {
  /** Of tests of the shorter and of the longer windows: some samples in each, few in days. */
  private static final Duration FINE = Duration.ofMinutes(1);

  private static final Duration COARSE = Duration.ofHours(1);
  private static final BigDecimal OVER = new BigDecimal("1.001");
  private static final BigDecimal UNDER = new BigDecimal("0.999");
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /**
   * Tests of one recorded series.
   *
   * @param lookback how long each lasts before it looks
   * @param step between two samples
   */
  record History(Duration lookback, Duration step, List<Given> tests) {}

  /** Of how much fails. */
  History ratio(Duration window) {
    return total
        .map(all -> new History(FINE.multipliedBy(5), FINE, shares(all)))
        .orElseGet(() -> outage(window));
  }

  /** A peer is down all through the window, and was up before. */
  private History outage(Duration window) {
    var peers = part.found(2);
    Map<String, String> levels = new LinkedHashMap<>();
    peers.forEach(peer -> levels.put(peer, "1"));
    levels.put(peers.getLast(), "-1 per " + justBefore(window) + " from 1");
    var share = BigDecimal.ONE.divide(BigDecimal.valueOf(peers.size()));
    return history(window, given(levels, Optional.of(share), "what was before the window is over"));
  }

  private List<Given> shares(SloSeries all) {
    Map<String, String> rising = new LinkedHashMap<>();
    Map<String, String> still = new LinkedHashMap<>();
    var parts = part.found(2);
    boolean within = all.metric().equals(part.metric());
    var rest = within ? List.of(part.beside(all)) : all.found(2);
    int each = (within ? 1 : 2) * parts.size() / rest.size();
    parts.forEach(series -> rising.put(series, "1 per 1m"));
    rest.forEach(series -> rising.put(series, each + " per 1m"));
    rising.keySet().forEach(series -> still.put(series, "1"));
    return List.of(
        given(rising, Optional.of(new BigDecimal("0.5")), "half of it fails"),
        given(still, Optional.empty(), "where nothing happens, nothing fails"));
  }

  /** Of how much happens: some of it just now, and some before the window. */
  History events(Duration window, SloSeries all) {
    var peers = all.found(3);
    Map<String, String> levels = new LinkedHashMap<>();
    for (int i = 1; i < peers.size(); i++) {
      levels.put(peers.get(i - 1), 2 * i + " per " + text(window.multipliedBy(2)));
    }
    levels.put(peers.getLast(), "4 per " + justBefore(window));
    var sum = peers.size() == 1 ? BigDecimal.ZERO : BigDecimal.valueOf(6);
    return history(window, given(levels, Optional.of(sum), "what was before the window is over"));
  }

  private static History history(Duration window, Given test) {
    return new History(window.multipliedBy(2), step(window), List.of(test));
  }

  private static Duration step(Duration window) {
    return window.compareTo(COARSE.multipliedBy(4)) > 0 ? COARSE : FINE;
  }

  /** So long after a test's beginning, what changes has changed before the window begins. */
  private static String justBefore(Duration window) {
    return text(window.plus(step(window)));
  }

  private static String text(Duration duration) {
    return PrometheusDuration.format(duration);
  }

  private Given given(Map<String, String> levels, Optional<BigDecimal> value, String because) {
    var outcome = new Outcome(value.map(v -> new Quantity(v, Quantity.plain(v))));
    return new Given(levels(levels), outcome, Map.of(), Optional.of(because), slo.place());
  }

  private Map<String, Placed<Level>> levels(Map<String, String> texts) {
    Map<String, Placed<Level>> levels = new LinkedHashMap<>();
    texts.forEach((key, text) -> levels.put(key, new Placed<>(Level.parse(text), slo.place())));
    return levels;
  }

  /**
   * Of an alert: over, and exactly at, each of its limits.
   *
   * @param events the series that has to have {@code min_traffic}
   */
  List<Pack.Test> alert(String brief, String lasting, Optional<String> events, BigDecimal limit) {
    var at = Quantity.plain(limit);
    var over = Quantity.plain(limit.multiply(OVER));
    var least = slo.minTraffic().map(Quantity::value).orElse(BigDecimal.ZERO);
    Map<String, String> fires = new LinkedHashMap<>();
    fires.put(brief, over);
    fires.put(lasting, over);
    events.ifPresent(series -> fires.put(series, Quantity.plain(least)));
    List<Pack.Test> tests = new ArrayList<>();
    tests.add(
        new Fires(
            levels(fires), Map.of(), Optional.empty(), Map.of(), Optional.empty(), slo.place()));
    tests.add(quiet(fires, brief, at, "it is over"));
    tests.add(quiet(fires, lasting, at, "it began just now"));
    var few = Quantity.plain(least.multiply(UNDER));
    events.ifPresent(s -> tests.add(quiet(fires, s, few, "that is hardly any traffic")));
    return tests;
  }

  private Quiet quiet(Map<String, String> fires, String series, String level, String because) {
    Map<String, String> levels = new LinkedHashMap<>(fires);
    levels.put(series, level);
    return new Quiet(levels(levels), Map.of(), Optional.of(because), slo.place());
  }

  /** The summary in the test that fires, as Prometheus's template has it: four digits. */
  String reads(BigDecimal limit, Map<String, String> sample) {
    var percent = new BigDecimal(limit.multiply(OVER).doubleValue() * 100).round(FOUR_DIGITS);
    var text = slo.summary().value().replace("{value}", Quantity.plain(percent) + "%");
    for (var label : sample.entrySet()) {
      text = text.replace("{" + label.getKey() + "}", label.getValue());
    }
    return text;
  }
}
