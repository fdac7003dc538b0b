package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Expr.Kind;
import io.ringwatch.p2p.module.Rule.Form;
import io.ringwatch.p2p.module.Rule.Label;
import io.ringwatch.p2p.module.Value.Absent;
import io.ringwatch.p2p.module.Value.Container;
import io.ringwatch.p2p.module.Value.Numeric;
import io.ringwatch.p2p.module.Value.Text;
import io.ringwatch.p2p.module.Value.Truth;
import io.ringwatch.p2p.module.Value.Wrong;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Evaluates rules where they stand in a document. */
final class RuleWalk {

  private final Mapper mapper;
  private final Evaluator evaluator;
  private final Ledger ledger;

  RuleWalk(Mapper mapper, Evaluator evaluator, Ledger ledger) {
    this.mapper = mapper;
    this.evaluator = evaluator;
    this.ledger = ledger;
  }

  void evaluate(Rule rule, Spot spot) {
    if (rule.when().isPresent() && !evaluator.holds(rule.when().get(), spot.scope())) {
      return;
    }
    var labels =
        labels(
            rule.labels(),
            spot.scope(),
            rule.form() instanceof Form.Constant,
            label -> ledger.missing(rule, spot.scope(), "lacks its label " + label));
    if (labels.isEmpty()) {
      return;
    }
    var own = spot.labelled(labels.get());
    var metric = mapper.metric(rule.index());
    switch (rule.form()) {
      case Form.Constant() -> ledger.sample(metric, 1, own.labels(metric), own.scope(), "labels");
      case Form.Single(var value, var truth) ->
          number(rule, value, truth, own.scope())
              .ifPresent(
                  n -> ledger.sample(metric, n, own.labels(metric), own.scope(), rule.origin()));
      case Form.Several(var values, var truth) -> several(rule, values, truth, own);
      case Form.States(var states, var value) -> states(rule, states, value, own);
      case Form.Cases(var cases) -> cases(rule, cases, own);
    }
  }

  /**
   * The values of labels; empty if one has none, or a blank one.
   *
   * @param lenient a label without a value is blank, unless all are
   * @param missing is told the label without which there are none
   */
  Optional<String[]> labels(
      List<Label> labels, Scope scope, boolean lenient, Consumer<String> missing) {
    var values = new String[labels.size()];
    boolean blank = values.length > 0;
    for (int i = 0; i < values.length; i++) {
      var label = labels.get(i);
      var value = Coercion.text(evaluator.evaluate(label.value(), scope));
      if (value instanceof Wrong(var why)) {
        ledger.wrong("label " + label.name(), scope, why);
        return Optional.empty();
      }
      values[i] = value instanceof Text(var text) ? text : "";
      if (values[i].isEmpty() && !lenient) {
        missing.accept(label.name());
        return Optional.empty();
      }
      blank &= values[i].isEmpty();
    }
    if (blank && lenient) {
      missing.accept(labels.getFirst().name());
      return Optional.empty();
    }
    return Optional.of(values);
  }

  private OptionalDouble number(Rule rule, Expr expression, boolean truth, Scope scope) {
    var value = evaluator.evaluate(expression, scope);
    boolean asTruth = truth || (value instanceof Truth && expression.kind() == Kind.TRUTH);
    return switch (asTruth ? Coercion.truth(value) : Coercion.number(value)) {
      case Numeric(double number) -> OptionalDouble.of(number);
      case Truth(boolean holds) -> OptionalDouble.of(holds ? 1 : 0);
      case Absent absent -> absent(rule, absent, scope);
      case Wrong(var why) -> {
        ledger.wrong(rule.metric().name(), scope, why);
        yield OptionalDouble.empty();
      }
      case Text _, Container _ -> throw new IllegalStateException(expression + " is no number");
    };
  }

  private OptionalDouble absent(Rule rule, Absent absent, Scope scope) {
    switch (absent) {
      case MISSING -> ledger.missing(rule, scope, "is missing");
      case NULL -> ledger.missing(rule, scope, "is null");
      case UNKNOWN -> {}
    }
    return OptionalDouble.empty();
  }

  private void several(Rule rule, Map<String, Expr> values, boolean truth, Spot spot) {
    var metric = mapper.metric(rule.index());
    values.forEach(
        (name, value) ->
            number(rule, value, truth, spot.scope())
                .ifPresent(
                    n -> ledger.sample(metric, n, spot.labels(metric, name), spot.scope(), name)));
  }

  /** A state that the module does not know is bad, and none of those that it knows. */
  private void states(Rule rule, List<String> states, Expr expression, Spot spot) {
    var value = Coercion.text(evaluator.evaluate(expression, spot.scope()));
    switch (value) {
      case Text(var text) when text.isEmpty() -> {}
      case Text(var text) -> {
        if (!states.contains(text)) {
          ledger.wrong(rule.metric().name(), spot.scope(), "is a state that is not listed");
        }
        states(rule, states, text, spot);
      }
      case Absent absent -> absent(rule, absent, spot.scope());
      case Wrong(var why) -> ledger.wrong(rule.metric().name(), spot.scope(), why);
      case Numeric _, Truth _, Container _ ->
          throw new IllegalStateException(expression + " is no text");
    }
  }

  private void states(Rule rule, Iterable<String> states, String current, Spot spot) {
    var metric = mapper.metric(rule.index());
    for (var state : states) {
      ledger.sample(
          metric,
          state.equals(current) ? 1 : 0,
          spot.labels(metric, state),
          spot.scope(),
          rule.origin());
    }
  }

  /** The first condition that holds; what comes behind an unknown one is unknown. */
  private void cases(Rule rule, Map<String, Expr> cases, Spot spot) {
    for (var given : cases.entrySet()) {
      switch (Coercion.truth(evaluator.evaluate(given.getValue(), spot.scope()))) {
        case Truth(boolean holds) -> {
          if (holds) {
            states(rule, cases.keySet(), given.getKey(), spot);
            return;
          }
        }
        case Absent absent -> {
          absent(rule, absent, spot.scope());
          return;
        }
        case Wrong(var why) -> {
          ledger.wrong(rule.metric().name(), spot.scope(), why);
          return;
        }
        case Numeric _, Text _, Container _ -> throw new IllegalStateException("no condition");
      }
    }
    states(rule, cases.keySet(), "", spot);
  }
}
