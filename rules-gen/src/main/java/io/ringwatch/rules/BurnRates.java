package io.ringwatch.rules;

import io.ringwatch.rules.Pack.Alert;
import io.ringwatch.rules.Pack.Recorded;
import io.ringwatch.rules.Pack.Signal;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objectives of a pack as a pack of their own: a recorded error ratio for each window, and an
 * alert for each {@link Pace} at which the budget is used up.
 */
final class BurnRates {
  private final Pack pack;
  private final Contract contract;
  private final Findings findings;
  private final Map<String, Signal> signals;
  private final Map<String, Recorded> records = new LinkedHashMap<>();
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final List<Inhibition> inhibitions = new ArrayList<>();

  private BurnRates(Pack pack, Contract contract, Findings findings) {
    this.pack = pack;
    this.contract = contract;
    this.findings = findings;
    this.signals = new LinkedHashMap<>(pack.signals());
  }

  /**
   * Empty if the pack has no objectives. What is wrong with one is found; it is then left out.
   *
   * @param contract of the pack
   */
  static Optional<Spec.Included> of(Spec.Included included, Contract contract, Findings findings) {
    var pack = included.pack();
    return pack.slos().isEmpty()
        ? Optional.empty()
        : Optional.of(included.with(new BurnRates(pack, contract, findings).all()));
  }

  private Pack all() {
    pack.slos().forEach((name, slo) -> rules(name, slo).ifPresent(rules -> add(rules, name, slo)));
    return new Pack(
        new Placed<>(pack.pack().value() + "_slo", pack.pack().place()),
        pack.catalogues(),
        pack.scrape(),
        Optional.empty(),
        pack.labels(),
        pack.identity(),
        pack.moreLabels(),
        pack.sample(),
        pack.escalation(),
        pack.dashboard(),
        pack.params(),
        signals,
        records,
        alerts,
        Map.of(),
        inhibitions,
        pack.place());
  }

  private Optional<SloRules> rules(String name, Slo slo) {
    var by = by(slo);
    var part = slo.holds().or(slo::bad).or(slo::good).flatMap(named -> series(named, by));
    var total = slo.total().flatMap(named -> series(named, by));
    boolean complete = total.isPresent() == slo.total().isPresent();
    var terms = new SloTerms(slo, by);
    return part.filter(_ -> complete)
        .map(counted -> new SloRules(name, slo, terms, new SloTests(slo, counted, total)));
  }

  private Optional<SloSeries> series(Placed<String> named, List<String> by) {
    return SloSeries.of(named, by, pack, contract, findings);
  }

  private void add(SloRules rules, String name, Slo slo) {
    Pace.windows().forEach(window -> rules.ratio(window, records, signals));
    List<String> faster = new ArrayList<>();
    for (var pace : Pace.ALL) {
      var alert = rules.alertName(pace);
      if (pace.canBeExceeded(slo)) {
        rules.events(pace.lasting(), records, signals);
        alerts.put(alert, rules.alert(pace, pack));
        faster.forEach(f -> inhibitions.add(inhibition(f, alert, slo)));
        faster.add(alert);
      } else {
        findings.warn(slo.place(), "slos/pace", name + ": " + leftOut(alert, pace, slo));
      }
    }
  }

  private static String leftOut(String alert, Pace pace, Slo slo) {
    return "%s is left out: %s times what may fail is more than all (it is there from %s%% on)"
        .formatted(alert, pace.times(slo).toPlainString(), pace.leastObjective(slo));
  }

  private List<String> by(Slo slo) {
    return slo.by().isEmpty() ? pack.identity() : slo.by();
  }

  private Inhibition inhibition(String source, String silenced, Slo slo) {
    var place = slo.place();
    var equal =
        Stream.concat(Stream.of("slo"), by(slo).stream())
            .map(label -> new Placed<>(label, place))
            .toList();
    return new Inhibition(
        new Placed<>(source, place), List.of(new Placed<>(silenced, place)), equal, place);
  }
}
