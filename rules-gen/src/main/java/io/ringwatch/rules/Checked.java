package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Parsed;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression without a fault.
 *
 * @param written as the spec has it, with signals and parameters
 * @param whole without them: PromQL
 * @param metrics all that it reads, in order
 * @param signals those it was written with, in order
 * @param labels those of its series, the target's first
 */
record Checked(
    Parsed written, Parsed whole, Set<String> metrics, List<String> signals, List<String> labels) {
  Checked {
    metrics = Collections.unmodifiableSet(new LinkedHashSet<>(metrics));
    signals = List.copyOf(signals);
    labels = List.copyOf(labels);
  }

  Expr expr() {
    return whole.expr();
  }

  String text() {
    return whole.text();
  }
}
