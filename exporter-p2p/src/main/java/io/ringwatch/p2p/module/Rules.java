package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import io.ringwatch.p2p.module.Expr.Kind;
import io.ringwatch.p2p.module.Expr.Literal;
import io.ringwatch.p2p.module.ModuleFile.FlattenEntry;
import io.ringwatch.p2p.module.ModuleFile.MetricEntry;
import io.ringwatch.p2p.module.ModuleFile.MetricType;
import io.ringwatch.p2p.module.Rule.Form;
import io.ringwatch.p2p.module.Rule.Label;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a module's metrics one by one. */
final class Rules {

  private final Findings findings;
  private final Expressions expressions;
  private final MetricShape shape;
  private int count;

  Rules(Findings findings, Expressions expressions) {
    this.findings = findings;
    this.expressions = expressions;
    this.shape = new MetricShape(findings);
  }

  Optional<Rule> rule(MetricEntry entry, Frame frame) {
    var labels = labels(entry.labels(), frame);
    var form = form(entry, frame);
    var when = entry.when().flatMap(w -> expressions.condition("when", w, frame));
    var names = new ArrayList<>(frame.labels());
    labels.forEach(label -> names.add(label.name()));
    var telling = telling(entry, form, names);
    telling.ifPresent(names::add);
    var metric = form.flatMap(f -> shape.of(entry, type(entry, f), names));
    return metric.map(
        m ->
            new Rule(
                count++,
                m,
                labels,
                form.orElseThrow(),
                when,
                entry.optional().orElse(false),
                entry.value().map(Placed::value).orElse("")));
  }

  Optional<Group.Flatten> flatten(FlattenEntry entry, Frame frame) {
    var path = expressions.path("flatten", entry.flatten(), frame);
    var asMetric =
        new MetricEntry(
            entry.name(),
            Optional.of(MetricType.GAUGE),
            Optional.empty(),
            Optional.of(entry.help()),
            Optional.of(entry.flatten()),
            Map.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            entry.place());
    var names = new ArrayList<>(frame.labels());
    if (shape.labelFits("path", entry.flatten(), names)) {
      names.add("path");
    }
    var metric = shape.of(asMetric, MetricType.GAUGE, names);
    path.ifPresent(p -> expressions.readsAllBeneath(p, frame));
    return metric.isPresent() ? path.map(p -> flatten(metric.get(), p)) : Optional.empty();
  }

  private Group.Flatten flatten(Metric metric, Path path) {
    return new Group.Flatten(metric, path, count++);
  }

  List<Label> labels(Map<String, Placed<String>> labels, Frame frame) {
    var checked = new ArrayList<Label>();
    labels.forEach(
        (name, text) -> {
          var value = expressions.one("labels: " + name, text, frame);
          if (shape.labelFits(name, text, frame.labels())) {
            value.ifPresent(v -> checked.add(new Label(name, v)));
          }
        });
    return checked;
  }

  private Optional<Form> form(MetricEntry entry, Frame frame) {
    int given =
        (entry.values().isEmpty() ? 0 : 1)
            + (entry.cases().isEmpty() ? 0 : 1)
            + (entry.value().isEmpty() ? 0 : 1);
    if (isInfo(entry)) {
      return given == 0
          ? Optional.of(new Form.Constant())
          : wrong(entry, "an info has no value, only labels");
    }
    if (given != 1) {
      return wrong(entry, "needs one of value, values and cases");
    }
    if (!entry.states().isEmpty() && entry.value().isEmpty()) {
      return wrong(entry, "states: belong to a value that names one of them");
    }
    if (entry.type().filter(t -> t == MetricType.STATESET != isStateSet(entry)).isPresent()) {
      return wrong(entry, "type: stateset and states: or cases: belong together");
    }
    if (!entry.cases().isEmpty()) {
      return cases(entry, frame);
    }
    if (!entry.values().isEmpty()) {
      return several(entry, frame);
    }
    return entry.states().isEmpty() ? single(entry, frame) : states(entry, frame);
  }

  private Optional<Form> single(MetricEntry entry, Frame frame) {
    var text = entry.value().orElseThrow();
    var value = expressions.one("value", text, frame);
    return value.filter(v -> fits(v, entry, text)).map(v -> new Form.Single(v, isBool(entry)));
  }

  private Optional<Form> several(MetricEntry entry, Frame frame) {
    var values = new LinkedHashMap<String, Expr>();
    entry
        .values()
        .forEach(
            (name, text) ->
                expressions
                    .one("values: " + name, text, frame)
                    .filter(v -> fits(v, entry, text))
                    .ifPresent(v -> values.put(name, v)));
    if (values.size() < entry.values().size()) {
      return Optional.empty();
    }
    return Optional.of(new Form.Several(values, isBool(entry)));
  }

  private Optional<Form> states(MetricEntry entry, Frame frame) {
    if (entry.states().stream().distinct().count() < entry.states().size()) {
      return wrong(entry, "states: one state stands twice");
    }
    var text = entry.value().orElseThrow();
    var value = expressions.one("value", text, frame);
    if (value.filter(v -> v.kind() == Kind.NUMBER || v.kind() == Kind.TRUTH).isPresent()) {
      findings.add(text.place(), "value: is never the name of a state (use cases: for conditions)");
      return Optional.empty();
    }
    return value.map(v -> new Form.States(entry.states(), v));
  }

  private Optional<Form> cases(MetricEntry entry, Frame frame) {
    var cases = new LinkedHashMap<String, Expr>();
    for (var given : entry.cases().entrySet()) {
      var condition =
          given.getValue().value().equals("otherwise")
              ? Optional.<Expr>of(new Literal(new Value.Truth(true)))
              : expressions.condition("cases: " + given.getKey(), given.getValue(), frame);
      condition.ifPresent(c -> cases.put(given.getKey(), c));
    }
    return cases.size() < entry.cases().size()
        ? Optional.empty()
        : Optional.of(new Form.Cases(cases));
  }

  /** A value that can be what the metric's type wants. */
  private boolean fits(Expr value, MetricEntry entry, Placed<String> text) {
    boolean bool = isBool(entry);
    if (value.kind() == Kind.TEXT || (bool && value.kind() == Kind.NUMBER)) {
      var found = value.kind() == Kind.TEXT ? "text" : "a number";
      var wanted = bool ? "true or false" : "a number";
      findings.add(text.place(), "value: is " + found + ", not " + wanted);
      return false;
    }
    return true;
  }

  private static boolean isBool(MetricEntry entry) {
    return entry.type().filter(t -> t == MetricType.BOOL).isPresent();
  }

  private static boolean isStateSet(MetricEntry entry) {
    return !entry.states().isEmpty() || !entry.cases().isEmpty();
  }

  private static boolean isInfo(MetricEntry entry) {
    return entry
        .type()
        .map(t -> t == MetricType.INFO)
        .orElseGet(() -> entry.name().value().endsWith("_info"));
  }

  private static MetricType type(MetricEntry entry, Form form) {
    return entry
        .type()
        .orElseGet(
            () ->
                switch (form) {
                  case Form.Constant _ -> MetricType.INFO;
                  case Form.States _, Form.Cases _ -> MetricType.STATESET;
                  case Form.Single _, Form.Several _ ->
                      entry.name().value().endsWith("_total")
                          ? MetricType.COUNTER
                          : MetricType.GAUGE;
                });
  }

  /** The label that tells the series of one metric apart, where it has several. */
  private Optional<String> telling(MetricEntry entry, Optional<Form> form, List<String> others) {
    return form.flatMap(
        f ->
            switch (f) {
              case Form.States _, Form.Cases _ ->
                  entry.label().isEmpty() ? state(entry, others) : given(entry, others);
              case Form.Several _ -> given(entry, others);
              case Form.Single _, Form.Constant _ -> none(entry);
            });
  }

  private Optional<String> state(MetricEntry entry, List<String> others) {
    return others.contains("state")
        ? wrong(entry, "the label 'state' is there already (add label:)")
        : Optional.of("state");
  }

  private Optional<String> given(MetricEntry entry, List<String> others) {
    return entry.label().isEmpty()
        ? wrong(entry, "values need a label: to tell them apart")
        : entry
            .label()
            .filter(label -> shape.labelFits(label.value(), label, others))
            .map(Placed::value);
  }

  private Optional<String> none(MetricEntry entry) {
    entry
        .label()
        .ifPresent(l -> findings.add(l.place(), "label: is for states and values (try labels:)"));
    return Optional.empty();
  }

  private <T> Optional<T> wrong(MetricEntry entry, String message) {
    findings.add(entry.place(), entry.name().value() + ": " + message);
    return Optional.empty();
  }
}
