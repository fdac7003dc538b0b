package io.ringwatch.p2p.module;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import java.util.BitSet;

/** Keeps count of one mapping while it hands its samples on. */
final class Ledger {

  private final Sink sink;
  private final BitSet rules = new BitSet();
  private final BitSet groups = new BitSet();
  private int bad;
  private int samples;
  private int failedSections;

  Ledger(Sink sink) {
    this.sink = sink;
  }

  /** Hands a sample on. */
  void sample(Metric metric, double value, LabelSet labels, Scope scope, String origin) {
    samples++;
    sink.sample(metric, value, labels, scope, origin);
  }

  /** There is no value for a rule. */
  void missing(Rule rule, Scope scope, String why) {
    if (!rule.optional() && failedSections == 0) {
      rules.set(rule.index());
      sink.trouble(rule.metric().name(), scope, why);
    }
  }

  /** There is nothing for a group. */
  void missing(Group group, Scope scope, String what) {
    if (!group.optional() && failedSections == 0) {
      groups.set(group.index());
      sink.trouble(what, scope, "is missing");
    }
  }

  /** A value is of the wrong type. */
  void wrong(String what, Scope scope, String why) {
    bad++;
    sink.trouble(what, scope, why);
  }

  /** What is missing until {@link #leaveFailed} is no news. */
  void enterFailed() {
    failedSections++;
  }

  void leaveFailed() {
    failedSections--;
  }

  Tally tally() {
    return new Tally(rules.cardinality() + groups.cardinality(), bad, samples);
  }
}
