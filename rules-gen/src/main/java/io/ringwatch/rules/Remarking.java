package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Remarks;
import io.ringwatch.yaml.Place;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What is fragile in the expressions of one pack. */
final class Remarking {
  private final Contract contract;
  private final Duration scrape;
  private final Findings findings;
  private final Set<String> remarked = new HashSet<>();

  Remarking(Contract contract, Duration scrape, Findings findings) {
    this.contract = contract;
    this.scrape = scrape;
    this.findings = findings;
  }

  /** What an alert has from a signal is told of the signal. */
  void remark(Expr whole, Place place, String key) {
    for (var remark : Remarks.of(whole, contract::facts, scrape)) {
      boolean ofSignal = key.equals(Expressions.SIGNAL);
      if (ofSignal ? !remarked.add(remark.message()) : remarked.contains(remark.message())) {
        continue;
      }
      var message = key + ": " + remark.message();
      if (remark.fault()) {
        findings.add(place, message + " [" + remark.check() + "]");
      } else {
        findings.warn(place, remark.check(), message);
      }
    }
  }
}
