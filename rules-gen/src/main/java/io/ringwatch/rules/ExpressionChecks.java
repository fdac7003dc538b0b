package io.ringwatch.rules;

import io.ringwatch.rules.promql.Hints;
import io.ringwatch.rules.promql.LabelFlow;
import io.ringwatch.rules.promql.Parsed;
import io.ringwatch.rules.promql.Remarks;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the expressions of one pack ask for in vain, what never holds, and what is fragile. */
final class ExpressionChecks {
  private final Contract contract;
  private final Duration scrape;
  private final Findings findings;
  private final Set<String> remarked = new HashSet<>();

  ExpressionChecks(Contract contract, Duration scrape, Findings findings) {
    this.contract = contract;
    this.scrape = scrape;
    this.findings = findings;
  }

  /**
   * The labels of its series, the target's first.
   *
   * @param expr as the spec has it
   */
  List<String> labels(Parsed whole, Placed<String> expr, String key) {
    var flow = LabelFlow.of(whole.expr(), contract::facts);
    for (var missing : flow.missing()) {
      var there = contract.visible(missing.there());
      findings.known(key + ": unknown label", missing.label(), there, expr.place());
    }
    for (var hint : Hints.of(whole.expr(), contract::facts)) {
      findings.add(expr.place(), key + ": " + hint.message() + in(whole.text(), expr));
    }
    remark(whole, expr, key);
    return contract.visible(flow.labels());
  }

  /** Where something is wrong with what an expression expands to. */
  static String in(String text, Placed<String> expr) {
    return text.equals(expr.value()) ? "" : ", in " + text.strip().replaceAll("\\s+", " ");
  }

  /** What an alert has from a signal is told of the signal. */
  private void remark(Parsed whole, Placed<String> expr, String key) {
    for (var remark : Remarks.of(whole.expr(), contract::facts, scrape)) {
      if (contract.release().overlooks(remark.check())) {
        continue;
      }
      boolean ofSignal = key.equals(Expressions.SIGNAL);
      if (ofSignal ? !remarked.add(remark.message()) : remarked.contains(remark.message())) {
        continue;
      }
      var message = key + ": " + remark.message();
      if (remark.fault()) {
        findings.add(expr.place(), message + " [" + remark.check() + "]");
      } else {
        findings.warn(expr.place(), remark.check(), message);
      }
    }
  }
}
