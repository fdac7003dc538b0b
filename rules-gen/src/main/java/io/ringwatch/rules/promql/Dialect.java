package io.ringwatch.rules.promql;

import java.time.Duration;
import java.util.Set;

/** The Prometheus that an expression is for: each accepts what 2.42 does, and more. */
public enum Dialect {
  /** 2.42, the oldest that the rules have to run on. */
  PROMETHEUS_2_42("Prometheus 2.42"),
  /**
   * 2.42 behind Grafana, which fills in {@code [$__rate_interval]} and its like. Such a range
   * counts as {@link #FILLED_IN}, so that an expression can be checked, but not printed.
   */
  GRAFANA("Grafana"),
  /** 3.x without feature flags; compared with 3.5. */
  PROMETHEUS_3("Prometheus 3"),
  /** What any of them accepts: for what was checked before. Not for printing. */
  ANY("Prometheus");

  static final Duration FILLED_IN = Duration.ofMinutes(4);

  private static final Set<String> RANGES = Set.of("$__rate_interval", "$__interval", "$__range");

  private final String title;

  Dialect(String title) {
    this.title = title;
  }

  boolean has3() {
    return this == PROMETHEUS_3 || this == ANY;
  }

  boolean fillsIn(Token token) {
    return (this == GRAFANA || this == ANY) && RANGES.contains(token.text());
  }

  @Override
  public String toString() {
    return title;
  }
}
