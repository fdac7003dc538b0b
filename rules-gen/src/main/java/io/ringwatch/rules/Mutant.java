package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Alerting;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * A small fault in an alert, which its tests have to find: how the alert looks with it.
 *
 * @param change in words, {@code for: 5m → 4m45s}; no two mutants of an alert have the same
 * @param mend the test that finds it
 */
record Mutant(
    String change, String mend, String expr, Duration hold, Duration keepFiring, String severity) {

  /** The alert with this fault, under another name. */
  Alerting rule(Alerting original, String name) {
    var labels = new LinkedHashMap<>(original.labels());
    labels.put("severity", severity);
    return new Alerting(name, expr, hold, keepFiring, labels, original.annotations());
  }
}
