package io.ringwatch.rules;

import java.time.Duration;
import java.util.Map;

/** A rule as a rule file has it. */
sealed interface Written {
  Written named(String other);

  /** Records what an expression evaluates to. */
  record Recording(String name, String expr) implements Written {
    @Override
    public Recording named(String other) {
      return new Recording(other, expr);
    }
  }

  /**
   * Tells of what an expression finds.
   *
   * @param expr empty if it has a fault
   * @param labels in their order
   * @param annotations in their order
   */
  record Alerting(
      String name,
      String expr,
      Duration hold,
      Duration keepFiring,
      Map<String, String> labels,
      Map<String, String> annotations)
      implements Written {
    @Override
    public Alerting named(String other) {
      return new Alerting(other, expr, hold, keepFiring, labels, annotations);
    }
  }
}
