package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Recorded;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.RulePack.Tested;
import io.ringwatch.rules.Written.Alerting;
import io.ringwatch.rules.Written.Recording;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Mutation;
import io.ringwatch.rules.promql.Mutations;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All mutants of a rule: those of its expression ({@link Mutations}), and of an alert its hold
 * times left out, one scrape shorter and one longer, and another severity. When exactly an alert
 * that looks back resolves does not follow from its spec: of those only a {@code keep_firing_for}
 * left out is made.
 */
final class Mutants {
  private static final String OTHER_SEVERITY = "mutated";
  private static final String GENERATED = "the generated tests miss it: is 'lookback' right?";

  private final Alerting alert;
  private final List<Mutant> made = new ArrayList<>();

  private Mutants(Alerting alert) {
    this.alert = alert;
  }

  /**
   * In a stable order.
   *
   * @param scrape how often the tests of alerts have a sample
   * @param metrics what is known of them, so that faults that change nothing are not made
   */
  static List<Mutant> of(Tested tested, Duration scrape, Metrics metrics) {
    try {
      return switch (tested) {
        case Recorded recorded ->
            Mutations.ofValue(recorded.expr(), metrics).stream()
                .map(m -> mutant(m, new Recording(recorded.name(), m.text())))
                .toList();
        case Rule rule -> of(rule, scrape, Mutations.of(rule.expr(), metrics));
      };
    } catch (PromqlException e) {
      throw new IllegalStateException(tested.name() + " was checked before", e);
    }
  }

  private static List<Mutant> of(Rule rule, Duration scrape, List<Mutation> conditions) {
    var mutants = new Mutants(rule.alerting());
    conditions.forEach(mutants::condition);
    others(rule.hold(), scrape).forEach(mutants::hold);
    if (rule.lookback().isZero()) {
      others(rule.keepFiring(), scrape).forEach(mutants::keepFiring);
    } else if (!rule.keepFiring().isZero()) {
      mutants.keepFiring(Duration.ZERO);
    }
    mutants.severity();
    return List.copyOf(mutants.made);
  }

  private static Mutant mutant(Mutation mutation, Written rule) {
    return new Mutant(mutation.change(), mutation.mend(), rule);
  }

  private void condition(Mutation mutation) {
    made.add(mutant(mutation, timed(mutation.text(), alert.hold(), alert.keepFiring())));
  }

  private void hold(Duration other) {
    var change = change("for", alert.hold(), other);
    made.add(new Mutant(change, GENERATED, timed(alert.expr(), other, alert.keepFiring())));
  }

  private void keepFiring(Duration other) {
    var change = change("keep_firing_for", alert.keepFiring(), other);
    made.add(new Mutant(change, GENERATED, timed(alert.expr(), alert.hold(), other)));
  }

  private Alerting timed(String expr, Duration hold, Duration keepFiring) {
    return new Alerting(alert.name(), expr, hold, keepFiring, alert.labels(), alert.annotations());
  }

  private void severity() {
    var labels = new LinkedHashMap<>(alert.labels());
    var severity = Optional.ofNullable(labels.put("severity", OTHER_SEVERITY)).orElse("none");
    var change = "severity: " + severity + " → " + OTHER_SEVERITY;
    var mend = "say in a firing test what people read: 'reads: …'";
    var other =
        new Alerting(
            alert.name(),
            alert.expr(),
            alert.hold(),
            alert.keepFiring(),
            labels,
            alert.annotations());
    made.add(new Mutant(change, mend, other));
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
