package io.ringwatch.p2p.module;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import io.ringwatch.p2p.module.Group.Flatten;
import io.ringwatch.p2p.module.Group.Section;
import io.ringwatch.p2p.module.Value.Absent;
import io.ringwatch.p2p.module.Value.Container;
import io.ringwatch.p2p.module.Value.Numeric;
import io.ringwatch.p2p.module.Value.Text;
import io.ringwatch.p2p.module.Value.Truth;
import io.ringwatch.p2p.module.Value.Wrong;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** One mapping of one document: enters each group of the module once and evaluates its rules. */
final class Walk {

  private final Mapper mapper;
  private final Evaluator evaluator;
  private final Ledger ledger;
  private final RuleWalk rules;

  Walk(Mapper mapper, Evaluator evaluator, Sink sink) {
    this.mapper = mapper;
    this.evaluator = evaluator;
    this.ledger = new Ledger(sink);
    this.rules = new RuleWalk(mapper, evaluator, ledger);
  }

  Tally run() {
    group(mapper.mapping().root(), new Spot(evaluator.root(), mapper.values()));
    return ledger.tally();
  }

  private void group(Group group, Spot spot) {
    if (group.section().isPresent()) {
      section(group, group.section().get(), spot);
    } else {
      elements(group, spot);
    }
  }

  private void section(Group group, Section section, Spot spot) {
    var node = evaluator.resolve(section.path(), spot.scope());
    boolean present = !node.isMissingNode() && !node.isNull();
    tell(section, ModuleMetrics.SECTION_PRESENT, present, spot.scope());
    if (!present) {
      return;
    }
    boolean failed = isError(node);
    tell(section, ModuleMetrics.SECTION_ERROR, failed, spot.scope());
    if (failed) {
      ledger.enterFailed();
    }
    elements(group, spot.at(spot.scope().section(node, section.path().text())));
    if (failed) {
      ledger.leaveFailed();
    }
  }

  private static boolean isError(JsonNode section) {
    var error = section.get("error");
    return error != null && !error.isNull() && !(error.isString() && error.stringValue().isEmpty());
  }

  private void tell(Section section, Metric metric, boolean truth, Scope scope) {
    var bound = mapper.bound(metric);
    var values = mapper.values(mapper.mapping().name(), section.name());
    ledger.sample(bound, truth ? 1 : 0, LabelSet.of(bound, values), scope, section.path().text());
  }

  private void elements(Group group, Spot spot) {
    if (group.each().isEmpty()) {
      inside(group, spot);
      return;
    }
    switch (group.each().get()) {
      case Elements.Walked(var choices) -> walked(group, choices, spot);
      case Elements.Split(var text, var separator) -> split(group, text, separator, spot);
    }
  }

  private void walked(Group group, List<Path> choices, Spot spot) {
    for (var path : choices) {
      if (evaluator.walk(path, spot.scope(), element -> inside(group, spot.at(element)))) {
        return;
      }
    }
    ledger.missing(group, spot.scope(), choices.getFirst().text());
  }

  private void split(Group group, Expr expression, String separator, Spot spot) {
    switch (Coercion.text(evaluator.evaluate(expression, spot.scope()))) {
      case Text(var text) -> {
        var parts = text.split(Pattern.quote(separator), -1);
        for (int i = 0; i < parts.length; i++) {
          if (!parts[i].isBlank()) {
            var part = StringNode.valueOf(parts[i].strip());
            inside(group, spot.at(spot.scope().element(part, "", Integer.toString(i))));
          }
        }
      }
      case Wrong(var why) -> ledger.wrong("each", spot.scope(), why);
      case Absent _ -> ledger.missing(group, spot.scope(), "each");
      case Numeric _, Truth _, Container _ -> throw new IllegalStateException("no text to split");
    }
  }

  private void inside(Group group, Spot spot) {
    if (group.when().isPresent() && !evaluator.holds(group.when().get(), spot.scope())) {
      return;
    }
    var labels =
        rules.labels(
            group.labels(),
            spot.scope(),
            false,
            label -> ledger.missing(group, spot.scope(), "label " + label));
    if (labels.isEmpty()) {
      return;
    }
    var own = spot.labelled(labels.get());
    group.rules().forEach(rule -> rules.evaluate(rule, own));
    group.flattened().forEach(flatten -> flatten(flatten, own));
    group.groups().forEach(inner -> group(inner, own));
  }

  private void flatten(Flatten flatten, Spot spot) {
    var node = evaluator.resolve(flatten.path(), spot.scope());
    flatten(flatten, node, flatten.path().text(), spot);
  }

  private void flatten(Flatten flatten, JsonNode node, String path, Spot spot) {
    switch (Value.of(node)) {
      case Numeric(double number) -> flat(flatten, number, path, spot);
      case Truth(boolean truth) -> flat(flatten, truth ? 1 : 0, path, spot);
      case Container(var container) -> {
        int index = 0;
        for (var element : container) {
          if (container.isArray()) {
            flatten(flatten, element, Scope.join(path, Integer.toString(index)), spot);
          }
          index++;
        }
        for (var member : container.properties()) {
          flatten(flatten, member.getValue(), Scope.join(path, member.getKey()), spot);
        }
      }
      case Wrong(var why) -> ledger.wrong(path, spot.scope(), why);
      case Text _, Absent _ -> {}
    }
  }

  private void flat(Flatten flatten, double number, String path, Spot spot) {
    var metric = mapper.metric(flatten.index());
    ledger.sample(metric, number, spot.labels(metric, path), spot.scope(), path);
  }
}
