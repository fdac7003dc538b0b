package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What the tests of a suite prove: how many alerts have a test that fires and one that stays quiet,
 * and how many of their mutants are found.
 */
record Proof(List<Alert> alerts) {
  /**
   * Of one alert.
   *
   * @param place in the spec
   * @param sound passes its own tests
   * @param survivors mutants that no test found
   * @param explained why a survivor may live, by its change
   */
  record Alert(
      String name,
      Place place,
      boolean sound,
      int firing,
      int quiet,
      int killed,
      List<Mutant> survivors,
      Map<String, Pack.Survivor> explained) {

    boolean isCovered() {
      return firing > 0 && quiet > 0;
    }

    List<Mutant> unexplained() {
      return survivors.stream().filter(m -> !explained.containsKey(m.change())).toList();
    }
  }

  Proof {
    alerts = List.copyOf(alerts);
  }

  /**
   * Of those alerts whose name passes.
   *
   * @throws ConfigException if promtool cannot be run
   */
  static Proof of(Suite suite, Promtool promtool, Predicate<String> name) throws ConfigException {
    Map<Herd, Spec.Included> herds = new LinkedHashMap<>();
    for (var rules : suite.packs()) {
      var included = included(suite, rules);
      var contract = new Contract(suite.catalogues(), included.pack().identity());
      for (var rule : rules.rules()) {
        if (name.test(rule.name())) {
          var mutants = Mutants.of(rule, rules.scrape(), contract::facts);
          herds.put(new Herd(rules.alone(suite.packs()), rule, mutants), included);
        }
      }
    }
    new MutationRun(promtool).judge(List.copyOf(herds.keySet()));
    List<Alert> alerts = new ArrayList<>();
    herds.forEach((herd, included) -> alerts.add(alert(herd, included)));
    return new Proof(alerts);
  }

  private static Spec.Included included(Suite suite, RulePack rules) {
    return suite.spec().packs().stream()
        .filter(p -> p.pack().pack().value().equals(rules.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Alert alert(Herd herd, Spec.Included included) {
    var pack = included.pack();
    var rule = herd.rule();
    var written = pack.alerts().get(rule.name());
    Map<String, Pack.Survivor> explained = new LinkedHashMap<>();
    if (written != null) {
      written.survivors().forEach(s -> explained.put(s.mutant(), s));
    }
    if (included.changed()) {
      // Explanations speak of the pack's own values.
      explained.keySet().retainAll(herd.survivors().stream().map(Mutant::change).toList());
    }
    return new Alert(
        rule.name(),
        written == null ? pack.place() : written.place(),
        herd.isSound(),
        rule.firing().size(),
        rule.quiet().size(),
        herd.killed().size(),
        herd.survivors(),
        explained);
  }

  /** Alerts with both kinds of tests, of all, in percent. */
  double coverage() {
    return percent(count(a -> a.isCovered() ? 1 : 0), alerts.size());
  }

  /** Mutants killed, of all but the survivors that are explained, in percent. */
  double score() {
    int killed = count(Alert::killed);
    return percent(killed, killed + count(a -> a.unexplained().size()));
  }

  private int count(ToIntFunction<Alert> what) {
    return alerts.stream().mapToInt(what).sum();
  }

  private static double percent(int part, int all) {
    return all == 0 ? 100 : 100.0 * part / all;
  }

  /** What the spec has to mend: faulty alerts, and explanations of what does not survive. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (var alert : alerts) {
      if (!alert.sound) {
        faults.add(alert.place + ": " + alert.name + " fails its own tests");
      }
      for (var explained : alert.explained.values()) {
        if (alert.survivors.stream().noneMatch(m -> m.change().equals(explained.mutant()))) {
          faults.add(
              explained.place()
                  + ": survivors: '"
                  + explained.mutant()
                  + "' does not survive: remove it");
        }
      }
    }
    return faults;
  }

  /** For people: survivors with their place and mend, then the sums. */
  String report() {
    var text = new StringBuilder();
    for (var alert : alerts) {
      alert.survivors.forEach(m -> text.append(survivor(alert, m)));
    }
    faults().forEach(fault -> text.append(fault).append('\n'));
    return text.append(sums()).toString();
  }

  private static String survivor(Alert alert, Mutant mutant) {
    var explained = alert.explained.get(mutant.change());
    var what = explained == null ? mutant.mend() : "explained: " + explained.because();
    return "%s: %s survives: %s (%s)%n".formatted(alert.place, alert.name, mutant.change(), what);
  }

  private String sums() {
    int killed = count(Alert::killed);
    int explained = count(a -> a.survivors.size() - a.unexplained().size());
    return String.format(
        Locale.ROOT,
        """
        alerts    %d, coverage %.1f %% (%d tests fire, %d stay quiet)
        mutants   %d, %d killed, %d explained, score %.1f %%
        """,
        alerts.size(),
        coverage(),
        count(Alert::firing),
        count(Alert::quiet),
        killed + count(a -> a.survivors.size()),
        killed,
        explained,
        score());
  }
}
