package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.LabelMatcher;
import java.util.stream.Stream;

/** Scrape jobs of which no rule tells when their targets are down. */
final class Unwatched {
  private static final String CHECK = "alerts/up";

  private Unwatched() {}

  static void check(Suite suite, Findings findings) {
    var watched = suite.packs().stream().flatMap(Unwatched::watched).toList();
    suite
        .spec()
        .entry()
        .prometheus()
        .ifPresent(
            scraping ->
                scraping
                    .jobs()
                    .forEach(
                        (name, job) -> {
                          if (watched.stream().noneMatch(m -> m.passes(name))) {
                            findings.warn(job.place(), CHECK, mend(name));
                          }
                        }));
  }

  private static String mend(String job) {
    return job
        + ": no alert tells when its targets are down: write one, when: up{job=\"%s\"} == 0"
            .formatted(job);
  }

  /** What is asked of the job of {@code up}, by rules that ask for it. */
  private static Stream<LabelMatcher> watched(RulePack pack) {
    return Stream.concat(
            pack.rules().stream().flatMap(rule -> rule.when().stream()),
            pack.records().stream().map(RulePack.Recorded::checked))
        .flatMap(checked -> checked.expr().all().stream())
        .flatMap(e -> e instanceof VectorSelector v ? Stream.of(v) : Stream.empty())
        .filter(selector -> selector.name().equals("up"))
        .flatMap(selector -> selector.matchers().stream())
        .filter(matcher -> matcher.label().equals("job"));
  }
}
