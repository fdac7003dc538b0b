package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import java.util.List;
import java.util.Optional;

/** One objective in PromQL. */
final class SloTerms {
  private final Slo slo;
  private final String by;

  SloTerms(Slo slo, List<String> by) {
    this.slo = slo;
    this.by = String.join(", ", by);
  }

  /** How much fails, over a window. Nothing if nothing happens. */
  String ratio(String window) {
    if (slo.holds().isPresent()) {
      return "1 - avg by (%s) (avg_over_time(%s[%s]))".formatted(by, name(slo.holds()), window);
    }
    var part = sum("rate", slo.bad().or(slo::good), window);
    var share = part + " / (" + sum("rate", slo.total(), window) + " > 0)";
    return slo.good().isPresent() ? "1 - " + share : share;
  }

  /** How much happens, over a window. */
  String events(String window) {
    return sum("increase", slo.total(), window);
  }

  private String sum(String function, Optional<Placed<String>> counter, String window) {
    return "sum by (%s) (%s(%s[%s]))".formatted(by, function, name(counter), window);
  }

  private static String name(Optional<Placed<String>> named) {
    return named.map(Placed::value).orElse("");
  }
}
