package io.ringwatch.rules;

import io.ringwatch.rules.Written.Alerting;
import io.ringwatch.rules.Written.Recording;
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
    var yaml = new YamlText().comment(Output.header(pack.file())).line(0, "groups:");
    group(yaml, 1, pack);
    return yaml.toString();
  }

  /** Of one group, which has these rules and nothing else. */
  static String render(String group, List<Written> rules) {
    var yaml = new YamlText().line(0, "groups:").line(1, "- name: " + group).line(2, "rules:");
    rules.forEach(rule -> rule(yaml, 3, rule));
    return yaml.toString();
  }

  /** The pack as one group, an item of a list. */
  static void group(YamlText yaml, int depth, RulePack pack) {
    yaml.line(depth, "- name: " + pack.name());
    pack.interval().ifPresent(i -> yaml.entry(depth + 1, "interval", PrometheusDuration.format(i)));
    yaml.line(depth + 1, "rules:");
    pack.written().forEach(rule -> rule(yaml, depth + 2, rule));
  }

  private static void rule(YamlText yaml, int depth, Written rule) {
    switch (rule) {
      case Recording r ->
          yaml.line(depth, "- record: " + r.name()).block(depth + 1, "expr", r.expr());
      case Alerting a -> alert(yaml, depth, a);
    }
  }

  private static void alert(YamlText yaml, int depth, Alerting rule) {
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
