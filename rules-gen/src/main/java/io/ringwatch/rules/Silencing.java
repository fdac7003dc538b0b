package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One alert that silences others while it fires.
 *
 * @param silenced their names, in order
 * @param equal labels that have the same value on both sides
 */
record Silencing(String source, List<String> silenced, List<String> equal) {
  Silencing {
    silenced = List.copyOf(silenced);
    equal = List.copyOf(equal);
  }

  /** Those of all packs, in order. */
  static List<Silencing> of(Suite suite) {
    List<Silencing> all = new ArrayList<>();
    for (int i = 0; i < suite.packs().size(); i++) {
      var pack = suite.packs().get(i);
      var inhibitions = suite.spec().packs().get(i).pack().inhibitions();
      inhibitions.forEach(inhibition -> all.add(of(inhibition, pack)));
    }
    return all;
  }

  private static Silencing of(Inhibition inhibition, RulePack pack) {
    var source = inhibition.source().value();
    var equal = values(inhibition.equal());
    var named = values(inhibition.silences());
    var others =
        pack.rules().stream()
            .filter(rule -> !rule.name().equals(source) && labels(rule).containsAll(equal))
            .map(RulePack.Rule::name)
            .toList();
    return new Silencing(source, named.isEmpty() ? others : named, equal);
  }

  private static List<String> values(List<Placed<String>> placed) {
    return placed.stream().map(Placed::value).toList();
  }

  /** The labels of a firing alert beside {@code alertname}. */
  static Set<String> labels(RulePack.Rule rule) {
    var labels = new LinkedHashSet<>(rule.identity().keySet());
    labels.addAll(rule.labels().keySet());
    return labels;
  }

  /** Every inhibition names alerts that exist and labels that both sides have. */
  static void check(Suite suite, Findings findings) {
    Map<String, RulePack.Rule> rules = new LinkedHashMap<>();
    suite.packs().forEach(pack -> pack.rules().forEach(rule -> rules.put(rule.name(), rule)));
    for (var included : suite.spec().packs()) {
      included.pack().inhibitions().forEach(i -> check(i, rules, findings));
    }
    if (findings.count() == 0) {
      silencesSomething(suite, findings);
    }
  }

  private static void check(
      Inhibition inhibition, Map<String, RulePack.Rule> rules, Findings findings) {
    var source = inhibition.source();
    var sides = new ArrayList<>(List.of(source));
    sides.addAll(inhibition.silences());
    for (var side : sides) {
      findings.known("inhibitions: unknown alert", side.value(), rules.keySet(), side.place());
      if (rules.containsKey(side.value())) {
        equalExists(inhibition, Objects.requireNonNull(rules.get(side.value())), findings);
      }
    }
    for (var silenced : inhibition.silences()) {
      if (silenced.value().equals(source.value())) {
        findings.add(silenced.place(), "inhibitions: an alert cannot silence itself");
      }
    }
    if (inhibition.equal().isEmpty()) {
      var all = "inhibitions: without 'equal' it silences them everywhere: name labels";
      findings.add(inhibition.place(), all);
    }
  }

  /** A label that one side lacks equals only another that is missing: that silences too much. */
  private static void equalExists(Inhibition inhibition, RulePack.Rule rule, Findings findings) {
    if (rule.expr().isEmpty()) {
      return; // its condition has a fault, which is told already
    }
    for (var label : inhibition.equal()) {
      var what = "equal: " + rule.name() + " has no label";
      findings.known(what, label.value(), labels(rule), label.place());
    }
  }

  private static void silencesSomething(Suite suite, Findings findings) {
    var all = of(suite).iterator();
    for (var included : suite.spec().packs()) {
      for (var inhibition : included.pack().inhibitions()) {
        if (all.next().silenced().isEmpty()) {
          var nothing = "inhibitions: no other alert of the pack has these labels";
          findings.add(inhibition.place(), nothing);
        }
      }
    }
  }
}
