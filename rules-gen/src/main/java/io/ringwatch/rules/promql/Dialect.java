package io.ringwatch.rules.promql;

/** The Prometheus that an expression is for: each accepts what the former does, and more. */
public enum Dialect {
  /** 2.42, the oldest that the rules have to run on. */
  PROMETHEUS_2_42("Prometheus 2.42"),
  /** 3.x without feature flags; compared with 3.5. */
  PROMETHEUS_3("Prometheus 3");

  private final String title;

  Dialect(String title) {
    this.title = title;
  }

  boolean has3() {
    return this == PROMETHEUS_3;
  }

  @Override
  public String toString() {
    return title;
  }
}
