package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Recorded;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.RulePack.Tested;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What the tests of a suite prove: how many alerts have a test that fires and one that stays quiet,
 * and how many mutants of alerts and of recorded series are found.
 */
record Proof(List<Proven> rules) {
  /**
   * Of one rule.
   *
   * @param place in the spec
   * @param sound passes its own tests
   * @param survivors mutants that no test found
   * @param explained why a survivor may live, by its change
   */
  record Proven(
      Tested rule,
      Place place,
      boolean sound,
      int killed,
      List<Mutant> survivors,
      Map<String, Pack.Survivor> explained) {

    String name() {
      return rule.name();
    }

    List<Mutant> unexplained() {
      return survivors.stream().filter(m -> !explained.containsKey(m.change())).toList();
    }
  }

  Proof {
    rules = List.copyOf(rules);
  }

  /**
   * Of those alerts and recorded series whose name passes.
   *
   * @throws ConfigException if promtool cannot be run
   */
  static Proof of(Suite suite, Promtool promtool, Predicate<String> name) throws ConfigException {
    Map<Herd, Spec.Included> herds = new LinkedHashMap<>();
    for (int i = 0; i < suite.packs().size(); i++) {
      var pack = suite.packs().get(i).alone(suite.packs());
      var included = suite.spec().packs().get(i);
      var contract = new Contract(suite.catalogues(), included.pack().identity());
      for (var rule : suite.packs().get(i).tested()) {
        if (name.test(rule.name())) {
          var mutants = Mutants.of(rule, pack.scrape(), contract::facts);
          herds.put(new Herd(pack, rule, mutants), included);
        }
      }
    }
    new MutationRun(promtool).judge(List.copyOf(herds.keySet()));
    List<Proven> rules = new ArrayList<>();
    herds.forEach((herd, included) -> rules.add(proven(herd, included)));
    return new Proof(rules);
  }

  private static Proven proven(Herd herd, Spec.Included included) {
    Map<String, Pack.Survivor> explained = new LinkedHashMap<>();
    survivors(herd.rule(), included.pack()).forEach(s -> explained.put(s.mutant(), s));
    if (included.changed()) {
      // Explanations speak of the pack's own values.
      explained.keySet().retainAll(herd.survivors().stream().map(Mutant::change).toList());
    }
    var place = place(herd.rule(), included.pack());
    return new Proven(
        herd.rule(), place, herd.isSound(), herd.killed().size(), herd.survivors(), explained);
  }

  private static List<Pack.Survivor> survivors(Tested rule, Pack pack) {
    return switch (rule) {
      case Rule r -> pack.alert(r.name()).survivors();
      case Recorded r -> pack.record(r.name()).survivors();
    };
  }

  private static Place place(Tested rule, Pack pack) {
    return switch (rule) {
      case Rule r -> pack.alert(r.name()).place();
      case Recorded r -> pack.record(r.name()).place();
    };
  }

  private List<Rule> alerts() {
    return rules.stream()
        .flatMap(p -> p.rule instanceof Rule r ? Stream.of(r) : Stream.empty())
        .toList();
  }

  private List<Recorded> records() {
    return rules.stream()
        .flatMap(p -> p.rule instanceof Recorded r ? Stream.of(r) : Stream.empty())
        .toList();
  }

  /** Alerts with both kinds of tests, of all, in percent. */
  double coverage() {
    var covered = alerts().stream().filter(a -> !a.firing().isEmpty() && !a.quiet().isEmpty());
    return percent((int) covered.count(), alerts().size());
  }

  /** Mutants killed, of all but the survivors that are explained, in percent. */
  double score() {
    int killed = count(Proven::killed);
    return percent(killed, killed + count(a -> a.unexplained().size()));
  }

  private int count(ToIntFunction<Proven> what) {
    return rules.stream().mapToInt(what).sum();
  }

  private static double percent(int part, int all) {
    return all == 0 ? 100 : 100.0 * part / all;
  }

  /** What the spec has to mend: faulty rules, and explanations of what does not survive. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (var rule : rules) {
      if (!rule.sound) {
        faults.add(rule.place + ": " + rule.name() + " fails its own tests");
      }
      for (var explained : rule.explained.values()) {
        if (rule.survivors.stream().noneMatch(m -> m.change().equals(explained.mutant()))) {
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
    for (var rule : rules) {
      rule.survivors.forEach(m -> text.append(survivor(rule, m)));
    }
    faults().forEach(fault -> text.append(fault).append('\n'));
    return text.append(sums()).toString();
  }

  private static String survivor(Proven rule, Mutant mutant) {
    var explained = rule.explained.get(mutant.change());
    var what = explained == null ? mutant.mend() : "explained: " + explained.because();
    return "%s: %s survives: %s (%s)%n".formatted(rule.place, rule.name(), mutant.change(), what);
  }

  private String sums() {
    int killed = count(Proven::killed);
    int explained = count(p -> p.survivors.size() - p.unexplained().size());
    return String.format(
        Locale.ROOT,
        """
        alerts    %d, coverage %.1f %% (%d tests fire, %d stay quiet)
        records   %d (%d tests)
        mutants   %d, %d killed, %d explained, score %.1f %%
        """,
        alerts().size(),
        coverage(),
        alerts().stream().mapToInt(a -> a.firing().size()).sum(),
        alerts().stream().mapToInt(a -> a.quiet().size()).sum(),
        records().size(),
        records().stream().mapToInt(r -> r.tests().size()).sum(),
        killed + count(p -> p.survivors.size()),
        killed,
        explained,
        score());
  }
}
