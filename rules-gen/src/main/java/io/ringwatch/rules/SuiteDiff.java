package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Rule;
import io.ringwatch.yaml.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What changes for people from one spec to another, in words; one line a thing. */
final class SuiteDiff {
  private final ExprDiff expressions;
  private final List<String> lines = new ArrayList<>();

  private SuiteDiff(Suite before, Suite after) {
    List<Catalogue> catalogues = new ArrayList<>(before.catalogues());
    catalogues.addAll(after.catalogues());
    this.expressions = new ExprDiff(new Contract(catalogues, List.of())::facts);
  }

  /** Empty if both do the same. */
  static List<String> of(Suite before, Suite after) {
    var diff = new SuiteDiff(before, after);
    diff.settings(packs(before), packs(after));
    diff.rules(rules(before), rules(after));
    diff.lines.addAll(DashboardDiff.of(before.dashboards(), after.dashboards()));
    return diff.lines;
  }

  private static Map<String, RulePack> packs(Suite suite) {
    Map<String, RulePack> packs = new LinkedHashMap<>();
    suite.packs().forEach(pack -> packs.put(pack.name(), pack));
    return packs;
  }

  private static Map<String, Rule> rules(Suite suite) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    suite.packs().forEach(pack -> pack.rules().forEach(rule -> rules.put(rule.name(), rule)));
    return rules;
  }

  private static <T> Set<String> names(Map<String, T> before, Map<String, T> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  private void settings(Map<String, RulePack> before, Map<String, RulePack> after) {
    for (var name : names(before, after)) {
      var old = before.get(name);
      var now = after.get(name);
      if (old == null || now == null) {
        lines.add(name + ": the pack is " + (old == null ? "new" : "gone"));
      } else {
        List<String> changes = new ArrayList<>();
        changed("scrape", text(old.scrape()), text(now.scrape()), changes);
        changed("interval", text(old.interval()), text(now.interval()), changes);
        signals(old, now, changes);
        add(name, changes);
      }
    }
  }

  private void signals(RulePack old, RulePack now, List<String> changes) {
    for (var name : names(old.signals(), now.signals())) {
      var was = old.signals().get(name);
      var is = now.signals().get(name);
      if (was == null || is == null) {
        changes.add("signal " + name + " is " + (was == null ? "new" : "gone"));
      } else {
        expressions.of(was.expr(), is.expr()).forEach(c -> changes.add("signal " + name + " " + c));
      }
    }
  }

  private void rules(Map<String, Rule> before, Map<String, Rule> after) {
    for (var name : names(before, after)) {
      var old = before.get(name);
      var now = after.get(name);
      if (old == null) {
        var rule = Objects.requireNonNull(now);
        lines.add(name + ": new, " + rule.labels().get("severity") + ", for " + text(rule.hold()));
      } else if (now == null) {
        lines.add(name + ": gone");
      } else {
        add(name, changes(old, now));
      }
    }
  }

  private List<String> changes(Rule old, Rule now) {
    List<String> changes = new ArrayList<>(expressions.of(old.expr(), now.expr()));
    changed("for", text(old.hold()), text(now.hold()), changes);
    changed("keep_firing_for", text(old.keepFiring()), text(now.keepFiring()), changes);
    for (var label : names(old.labels(), now.labels())) {
      changed(label, value(old.labels(), label), value(now.labels(), label), changes);
    }
    for (var annotation : names(old.annotations(), now.annotations())) {
      if (!value(old.annotations(), annotation).equals(value(now.annotations(), annotation))) {
        changes.add(annotation + " reads otherwise");
      }
    }
    if (!old.runbook().equals(now.runbook())) {
      changes.add("the runbook reads otherwise");
    }
    tests(old, now, changes);
    return changes;
  }

  private static void tests(Rule old, Rule now, List<String> changes) {
    long kept = old.cases().stream().filter(now.cases()::contains).count();
    boolean timing = !old.hold().equals(now.hold()) || !old.keepFiring().equals(now.keepFiring());
    long affected = timing ? now.cases().size() : now.cases().size() - kept;
    if (old.cases().size() != now.cases().size()) {
      changes.add("tests " + old.cases().size() + " → " + now.cases().size());
    }
    if (affected > 0) {
      changes.add(affected == 1 ? "1 test affected" : affected + " tests affected");
    }
  }

  private static String value(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key)).orElse("none");
  }

  private static void changed(String what, String old, String now, List<String> changes) {
    if (!old.equals(now)) {
      changes.add(what + " " + old + " → " + now);
    }
  }

  private void add(String name, List<String> changes) {
    if (!changes.isEmpty()) {
      lines.add(name + ": " + String.join("; ", changes));
    }
  }

  private static String text(Duration duration) {
    return PrometheusDuration.format(duration);
  }

  private static String text(Optional<Duration> duration) {
    return duration.map(PrometheusDuration::format).orElse("as Prometheus's own");
  }
}
