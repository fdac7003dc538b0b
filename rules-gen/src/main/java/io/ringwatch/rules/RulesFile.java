package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.yaml.PrometheusDuration;

/** A pack as a rule file of Prometheus 2.42 and later. */
final class RulesFile {
  private RulesFile() {}

  static String render(RulePack pack) {
    var yaml = new YamlText().comment(Output.header(pack.file()));
    yaml.line(0, "groups:").line(1, "- name: " + pack.name());
    pack.interval().ifPresent(i -> yaml.entry(2, "interval", PrometheusDuration.format(i)));
    yaml.line(2, "rules:");
    for (var rule : pack.records()) {
      yaml.line(3, "- record: " + rule.name()).block(4, "expr", rule.expr());
    }
    pack.rules().forEach(rule -> rule(yaml, rule));
    return yaml.toString();
  }

  private static void rule(YamlText yaml, Rule rule) {
    yaml.line(3, "- alert: " + rule.name()).block(4, "expr", rule.expr());
    if (!rule.hold().isZero()) {
      yaml.entry(4, "for", PrometheusDuration.format(rule.hold()));
    }
    if (!rule.keepFiring().isZero()) {
      yaml.entry(4, "keep_firing_for", PrometheusDuration.format(rule.keepFiring()));
    }
    yaml.mapping(4, "labels", rule.labels()).mapping(4, "annotations", rule.annotations());
  }
}
