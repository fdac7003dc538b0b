package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Mutation;
import io.ringwatch.rules.promql.Mutations;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All mutants of an alert: those of its condition ({@link Mutations}), its hold times left out, one
 * scrape shorter and one longer, and another severity. When exactly an alert that looks back
 * resolves does not follow from its spec: of those only a {@code keep_firing_for} left out is made.
 */
final class Mutants {
  private static final String OTHER_SEVERITY = "mutated";
  private static final String GENERATED = "the generated tests miss it: is 'lookback' right?";

  private final Rule rule;
  private final String severity;
  private final List<Mutant> made = new ArrayList<>();

  private Mutants(Rule rule) {
    this.rule = rule;
    this.severity = rule.labels().getOrDefault("severity", "none");
  }

  /**
   * In a stable order.
   *
   * @param scrape how often the tests have a sample
   * @param metrics what is known of them, so that faults that change nothing are not made
   */
  static List<Mutant> of(Rule rule, Duration scrape, Metrics metrics) {
    var mutants = new Mutants(rule);
    mutations(rule, metrics).forEach(mutants::condition);
    others(rule.hold(), scrape).forEach(mutants::hold);
    if (rule.lookback().isZero()) {
      others(rule.keepFiring(), scrape).forEach(mutants::keepFiring);
    } else if (!rule.keepFiring().isZero()) {
      mutants.keepFiring(Duration.ZERO);
    }
    mutants.severity();
    return List.copyOf(mutants.made);
  }

  private static List<Mutation> mutations(Rule rule, Metrics metrics) {
    try {
      return Mutations.of(rule.expr(), metrics);
    } catch (PromqlException e) {
      throw new IllegalStateException(rule.name() + " was checked before", e);
    }
  }

  private void condition(Mutation mutation) {
    made.add(
        new Mutant(
            mutation.change(),
            mutation.mend(),
            mutation.text(),
            rule.hold(),
            rule.keepFiring(),
            severity));
  }

  private void hold(Duration other) {
    var change = change("for", rule.hold(), other);
    made.add(new Mutant(change, GENERATED, rule.expr(), other, rule.keepFiring(), severity));
  }

  private void keepFiring(Duration other) {
    var change = change("keep_firing_for", rule.keepFiring(), other);
    made.add(new Mutant(change, GENERATED, rule.expr(), rule.hold(), other, severity));
  }

  private void severity() {
    var change = "severity: " + severity + " → " + OTHER_SEVERITY;
    var mend = "say in a firing test what people read: 'reads: …'";
    made.add(new Mutant(change, mend, rule.expr(), rule.hold(), rule.keepFiring(), OTHER_SEVERITY));
  }

  private static List<Duration> others(Duration duration, Duration scrape) {
    return duration.isZero()
        ? List.of(scrape)
        : Stream.of(Duration.ZERO, duration.minus(scrape), duration.plus(scrape))
            .distinct()
            .toList();
  }

  private static String change(String key, Duration from, Duration to) {
    return key + ": " + words(from) + " → " + words(to);
  }

  private static String words(Duration duration) {
    return duration.isZero() ? "none" : PrometheusDuration.format(duration);
  }
}
