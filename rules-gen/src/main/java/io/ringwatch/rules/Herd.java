package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Recorded;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.rules.RulePack.Tested;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A rule and its mutants side by side in one rule file. Each of the rule's tests is run once for
 * all of them: the series are the same, and it asserts the same of each, by name. So one more
 * mutant costs as much as evaluating a rule, not as much as setting up another database.
 */
final class Herd {
  private final RulePack pack;
  private final Tested rule;
  private final List<Mutant> mutants;
  private final Pattern mutantName;
  private final Set<Integer> killed = new TreeSet<>();
  private final Set<Integer> refused = new TreeSet<>();
  private boolean sound = true;

  /**
   * @param pack with all that the rule reads
   */
  Herd(RulePack pack, Tested rule, List<Mutant> mutants) {
    this.pack = pack;
    this.rule = rule;
    this.mutants = List.copyOf(mutants);
    this.mutantName = Pattern.compile("\\b" + Pattern.quote(rule.name()) + "__([0-9]+)\\b");
  }

  Tested rule() {
    return rule;
  }

  /** The rule itself passes its tests. */
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

  /** The rule and those that are alive. */
  String rules() {
    List<Written> rules = new ArrayList<>(pack.before(rule));
    rules.add(rule.written());
    alive().forEach(i -> rules.add(mutants.get(i).rule().named(name(i))));
    return RulesFile.render(rule.name(), rules);
  }

  String tests() {
    List<String> names = new ArrayList<>(List.of(rule.name()));
    alive().forEach(i -> names.add(name(i)));
    return PromtoolTests.of(rule, pack, names);
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
      sound &= !isOfRule(line);
    }
    return incomplete;
  }

  private boolean isOfRule(String line) {
    var name = rule.name();
    return switch (rule) {
      case Rule _ ->
          line.contains("alertname=\\\"" + name + "\\\"")
              || line.contains("alertname: " + name + ",");
      case Recorded _ -> line.contains("expr: \"" + name + "{");
    };
  }
}
