package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The series of one promtool test: phases, one after the other, with a sample a step. They begin
 * late enough that timestamps in the past are positive, because promtool's clock starts at 0.
 */
final class Timeline {
  private static final long LEAD_MILLIS = Duration.ofMinutes(10).toMillis();

  /**
   * A stretch of time.
   *
   * @param inputs what each series has; a series that is not among them goes stale
   */
  private record Phase(Map<String, Input> inputs, long samples) {}

  private final long stepMillis;
  private final long lead;
  private final List<Phase> phases = new ArrayList<>();

  Timeline(Duration step, List<Case> cases) {
    stepMillis = step.toMillis();
    lead = Math.ceilDiv(leadMillis(cases), stepMillis);
  }

  /** Whole tens of minutes, more than the oldest timestamp lies back; 0 if there is none. */
  private static long leadMillis(List<Case> cases) {
    return cases.stream()
        .flatMap(c -> c.inputs().values().stream())
        .filter(Input::ago)
        .mapToLong(i -> i.value().movePointRight(3).longValue())
        .filter(oldest -> oldest >= 0)
        .map(oldest -> LEAD_MILLIS * (1 + oldest / LEAD_MILLIS))
        .max()
        .orElse(0);
  }

  Timeline then(Map<String, Input> inputs, long samples) {
    phases.add(new Phase(inputs, samples));
    return this;
  }

  /** How many samples a duration spans. */
  long samples(Duration duration) {
    return duration.toMillis() / stepMillis;
  }

  /** The time of a sample, counted from the beginning of the first phase. */
  String time(long sample) {
    return PrometheusDuration.format(Duration.ofMillis((lead + sample) * stepMillis));
  }

  /** Each series in promtool's notation. */
  Map<String, String> series() {
    Set<String> names = new LinkedHashSet<>();
    phases.forEach(phase -> names.addAll(phase.inputs.keySet()));
    return names.stream()
        .collect(Collectors.toMap(n -> n, this::values, (a, _) -> a, LinkedHashMap::new));
  }

  private String values(String series) {
    List<String> parts = new ArrayList<>();
    long missing = lead;
    long at = lead;
    boolean alive = false;
    for (var phase : phases) {
      var input = phase.inputs.get(series);
      if (input == null) {
        if (alive) {
          parts.add("stale");
        }
        missing += phase.samples - (alive ? 1 : 0);
      } else {
        parts.add(
            missing > 0 ? "_x" + missing + " " + run(input, at, phase) : run(input, at, phase));
        missing = 0;
      }
      alive = input != null;
      at += phase.samples;
    }
    return String.join(" ", parts);
  }

  private String run(Input input, long at, Phase phase) {
    return input.per().map(per -> rise(input, per, phase)).orElseGet(() -> level(input, at, phase));
  }

  /**
   * {@code 0+0x19 1+0x19 …}: whole steps, since a count has no halves. What rises more often than
   * there are samples rises with each of them.
   */
  private String rise(Input input, Duration per, Phase phase) {
    long held = samples(per);
    if (held <= 1 || input.value().signum() == 0) {
      var sign = input.value().signum() < 0 ? "-" : "+";
      var step = Quantity.plain(perSample(input.value().abs(), per));
      return Quantity.plain(input.start()) + sign + step + "x" + (phase.samples - 1);
    }
    List<String> steps = new ArrayList<>();
    for (long from = 0; from < phase.samples; from += held) {
      var value = input.start().add(input.value().multiply(BigDecimal.valueOf(from / held)));
      long last = Math.min(held, phase.samples - from) - 1;
      steps.add(Quantity.plain(value) + "+0x" + last);
    }
    return String.join(" ", steps);
  }

  private BigDecimal perSample(BigDecimal value, Duration per) {
    return per.toMillis() >= stepMillis
        ? value
        : value
            .multiply(BigDecimal.valueOf(stepMillis))
            .divide(BigDecimal.valueOf(per.toMillis()), MathContext.DECIMAL64);
  }

  private String level(Input input, long at, Phase phase) {
    var step = input.ago() ? seconds(stepMillis) : BigDecimal.ZERO;
    var first = input.ago() ? seconds(at * stepMillis).subtract(input.value()) : input.value();
    return Quantity.plain(first) + "+" + Quantity.plain(step) + "x" + (phase.samples - 1);
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }
}
