package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is fragile in an alert as a whole, beyond its expression. Named as pint names its checks.
 */
final class AlertChecks {
  private static final Pattern VALUE = Pattern.compile("\\{\\{[^}]*(\\$value|\\.Value)");

  private final Pack pack;
  private final Contract contract;
  private final Findings findings;

  AlertChecks(Pack pack, Contract contract, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.findings = findings;
  }

  /**
   * Checks one alert.
   *
   * @param rule what became of it
   */
  void check(Pack.Alert alert, RulePack.Rule rule) {
    labelsAreStable(alert, rule);
    rule.when()
        .ifPresent(
            when -> {
              absenceIsHeld(alert, rule, when.expr());
              conditionFilters(alert, when.expr());
              seriesAreStable(alert, when);
            });
  }

  /**
   * A test for one value of a parameter is for its default.
   *
   * @param changed whether parameters have other values here
   */
  void testsAreMeant(Pack.Alert alert, boolean changed) {
    for (var test : alert.tests()) {
      test.at()
          .forEach(
              (name, value) -> {
                var place = value.place();
                findings.known("tests: unknown parameter", name, pack.params().keySet(), place);
                Optional.ofNullable(pack.params().get(name))
                    .map(Pack.Param::standard)
                    .filter(standard -> !changed)
                    .filter(standard -> standard.value().compareTo(value.value().value()) != 0)
                    .ifPresent(standard -> findings.add(place, neverRun(name, standard)));
              });
    }
  }

  private static String neverRun(String name, Quantity standard) {
    return "tests: is never run, for the default of %s is %s: write at: {%s: %s}"
        .formatted(name, standard.written(), name, standard.written());
  }

  /** A label with the value in it makes a new alert of each value. */
  private void labelsAreStable(Pack.Alert alert, RulePack.Rule rule) {
    rule.labels()
        .forEach(
            (name, text) -> {
              if (VALUE.matcher(text).find()) {
                var mend =
                    "labels: '" + name + "' has the value in it, so that each value is a new";
                findings.add(
                    alert.place(), mend + " alert: say it in the summary [alerts/template]");
              }
            });
  }

  /** While Prometheus or the target starts, nothing is there. */
  private void absenceIsHeld(Pack.Alert alert, RulePack.Rule rule, Expr expr) {
    boolean absent =
        expr.all().stream()
            .anyMatch(e -> e instanceof Call c && c.function().name().equals("absent"));
    var least = pack.scrape().multipliedBy(2);
    if (absent && rule.hold().compareTo(least) < 0) {
      findings.add(
          alert.place(),
          "for: absent() holds at each start: wait at least two scrapes, for: "
              + PrometheusDuration.format(least)
              + " [alerts/absent]");
    }
  }

  private void conditionFilters(Pack.Alert alert, Expr expr) {
    boolean filters =
        expr.all().stream()
            .anyMatch(
                e ->
                    switch (e) {
                      case Binary b -> b.filters() || b.operator().isSet();
                      case Call c -> c.function().name().startsWith("absent");
                      case VectorSelector v -> !v.matchers().isEmpty();
                      default -> false;
                    });
    if (!filters) {
      findings.warn(
          alert.when().place(),
          "alerts/comparison",
          "when: fires for every series there is: compare it with something");
    }
  }

  private void seriesAreStable(Pack.Alert alert, Checked when) {
    when.labels().stream()
        .sorted()
        .filter(label -> when.metrics().stream().anyMatch(m -> contract.isUnbounded(m, label)))
        .filter(label -> !pack.identity().contains(label))
        .forEach(
            label ->
                findings.warn(
                    alert.when().place(),
                    "alerts/unbounded",
                    "when: each value of '" + label + "' is a new alert: aggregate it away"));
  }
}
