package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Alerting;
import io.ringwatch.rules.RulePack.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An alert and its mutants side by side in one rule file. Each of the alert's tests is run once for
 * all of them: the series are the same, and it asserts the same of each, by name. So one more
 * mutant costs as much as evaluating a rule, not as much as setting up another database.
 */
final class Herd {
  private final RulePack pack;
  private final Rule rule;
  private final List<Mutant> mutants;
  private final Pattern mutantName;
  private final Set<Integer> killed = new TreeSet<>();
  private final Set<Integer> refused = new TreeSet<>();
  private boolean sound = true;

  Herd(RulePack pack, Rule rule, List<Mutant> mutants) {
    this.pack = pack;
    this.rule = rule;
    this.mutants = List.copyOf(mutants);
    this.mutantName = Pattern.compile("\\b" + rule.name() + "__([0-9]+)\\b");
  }

  Rule rule() {
    return rule;
  }

  /** The alert itself passes its tests. */
  boolean isSound() {
    return sound;
  }

  List<Mutant> killed() {
    return killed.stream().map(mutants::get).toList();
  }

  /** In their order. */
  List<Mutant> survivors() {
    return alive().stream().map(mutants::get).toList();
  }

  private List<Integer> alive() {
    List<Integer> alive = new ArrayList<>();
    for (int i = 0; i < mutants.size(); i++) {
      if (!killed.contains(i) && !refused.contains(i)) {
        alive.add(i);
      }
    }
    return alive;
  }

  private String name(int mutant) {
    return rule.name() + "__" + mutant;
  }

  /** The alert and those that are alive. */
  String rules() {
    List<Alerting> rules = new ArrayList<>(List.of(rule.alerting()));
    alive().forEach(i -> rules.add(mutants.get(i).rule(rule.alerting(), name(i))));
    return RulesFile.render(pack.with(rule.name(), List.of(rule)), rules);
  }

  String tests() {
    List<String> names = new ArrayList<>(List.of(rule.name()));
    alive().forEach(i -> names.add(name(i)));
    return PromtoolTests.of(rule, pack.with(rule.name(), List.of(rule)), names);
  }

  /**
   * Takes note of what promtool found fault with.
   *
   * @return whether it has to be asked again: a rule that cannot be evaluated ends a test before it
   *     asserts anything of the others
   */
  boolean learn(String output) {
    boolean incomplete = false;
    for (var line : output.lines().toList()) {
      var found = mutantName.matcher(line);
      while (found.find()) {
        int mutant = Integer.parseInt(found.group(1));
        boolean parsed = !line.contains("could not parse expression");
        (parsed ? killed : refused).add(mutant);
        incomplete |= !parsed || line.strip().startsWith("rule: ");
      }
      sound &=
          !line.contains("alertname=\\\"" + rule.name() + "\\\"")
              && !line.contains("alertname: " + rule.name() + ",");
    }
    return incomplete;
  }
}
