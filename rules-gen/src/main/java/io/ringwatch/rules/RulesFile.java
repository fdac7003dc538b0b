package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Alerting;
import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.yaml.PrometheusDuration;
import java.util.List;
import java.util.Map;

/** A pack as a rule file of Prometheus 2.42 and later. */
final class RulesFile {
  private RulesFile() {}

  static Map<String, String> files(RulePack pack) {
    return Map.of("alerts/" + pack.name() + ".rules.yml", render(pack));
  }

  static String render(RulePack pack) {
    return render(pack, alerting(pack));
  }

  /** With other alerts than its own. */
  static String render(RulePack pack, List<Alerting> rules) {
    var yaml = new YamlText().comment(Output.header(pack.file())).line(0, "groups:");
    group(yaml, 1, pack, rules);
    return yaml.toString();
  }

  private static List<Alerting> alerting(RulePack pack) {
    return pack.rules().stream().map(Rule::alerting).toList();
  }

  /** The pack as one group, an item of a list. */
  static void group(YamlText yaml, int depth, RulePack pack) {
    group(yaml, depth, pack, alerting(pack));
  }

  private static void group(YamlText yaml, int depth, RulePack pack, List<Alerting> rules) {
    yaml.line(depth, "- name: " + pack.name());
    pack.interval().ifPresent(i -> yaml.entry(depth + 1, "interval", PrometheusDuration.format(i)));
    yaml.line(depth + 1, "rules:");
    for (var recorded : pack.records()) {
      yaml.line(depth + 2, "- record: " + recorded.name())
          .block(depth + 3, "expr", recorded.expr());
    }
    rules.forEach(rule -> rule(yaml, depth + 2, rule));
  }

  private static void rule(YamlText yaml, int depth, Alerting rule) {
    yaml.line(depth, "- alert: " + rule.name()).block(depth + 1, "expr", rule.expr());
    if (!rule.hold().isZero()) {
      yaml.entry(depth + 1, "for", PrometheusDuration.format(rule.hold()));
    }
    if (!rule.keepFiring().isZero()) {
      yaml.entry(depth + 1, "keep_firing_for", PrometheusDuration.format(rule.keepFiring()));
    }
    yaml.mapping(depth + 1, "labels", rule.labels());
    yaml.mapping(depth + 1, "annotations", rule.annotations());
  }
}
