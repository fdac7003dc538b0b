package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Parameter;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.StringLiteral;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Matching.Side;

/**
 * Whether the parts of an expression fit together. The rules are those of Prometheus,
 * promql/parser/parse.go, checkAST.
 */
final class TypeChecker {
  private TypeChecker() {}

  /** Finds the first fault. */
  static void check(Expr expr) throws PromqlException {
    for (var part : expr.parts()) {
      check(part);
    }
    switch (expr) {
      case NumberLiteral _, StringLiteral _, Paren _, MatrixSelector _ -> {}
      case Parameter p -> throw fault(p, "'$" + p.name() + "' is not PromQL");
      case VectorSelector v -> selector(v);
      case Subquery s -> operand(s.expr(), ValueType.VECTOR, "a subquery needs");
      case Call c -> call(c);
      case Aggregation a -> aggregation(a);
      case Binary b -> binary(b);
      case Unary u -> number(u.expr(), "a sign can stand before");
    }
  }

  private static void selector(VectorSelector selector) throws PromqlException {
    boolean named = !selector.name().isEmpty();
    for (var matcher : selector.matchers()) {
      if (named && matcher.label().equals(LabelMatcher.NAME)) {
        throw new PromqlException(
            matcher.span().start(), "the metric's name is set already: " + selector.name());
      }
    }
    if (!named && selector.matchers().stream().allMatch(LabelMatcher::passesEmpty)) {
      throw fault(selector, "this selects every metric: name one, or match a label not empty");
    }
  }

  private static void call(Call call) throws PromqlException {
    var function = call.function();
    int given = call.arguments().size();
    if (given < function.least() || given > function.most()) {
      throw fault(call, "not with " + given + " arguments: it is " + function.signature());
    }
    for (int i = 0; i < given; i++) {
      operand(call.arguments().get(i), function.parameter(i), function.name() + " needs");
    }
  }

  private static void aggregation(Aggregation aggregation) throws PromqlException {
    var name = aggregation.aggregator().toString();
    operand(aggregation.expr(), ValueType.VECTOR, name + " needs");
    if (aggregation.parameter().isPresent()) {
      var wanted = aggregation.aggregator().parameter().orElseThrow();
      operand(aggregation.parameter().get(), wanted, "the first argument of " + name + " is");
    }
  }

  private static void binary(Binary binary) throws PromqlException {
    var operator = binary.operator();
    var at = binary.operatorSpan().start();
    number(binary.left(), "'" + operator + "' stands between");
    number(binary.right(), "'" + operator + "' stands between");
    if (binary.bool() && !operator.isComparison()) {
      throw new PromqlException(at, "'bool' is for comparisons, not for '" + operator + "'");
    }
    if (binary.filters() && binary.type() == ValueType.SCALAR) {
      throw new PromqlException(at, "between two scalars write '" + operator + " bool'");
    }
    if (operator.isSet() && !binary.matches()) {
      throw new PromqlException(at, "'" + operator + "' needs an instant vector on both sides");
    }
    matching(binary, at);
  }

  private static void matching(Binary binary, int at) throws PromqlException {
    var matching = binary.matching();
    if (!binary.matches() && !matching.labels().isEmpty()) {
      throw new PromqlException(at, "labels match only between two instant vectors");
    }
    if (binary.operator().isSet() && matching.many() != Side.NEITHER) {
      throw new PromqlException(at, "'" + binary.operator() + "' takes no group_left or _right");
    }
    for (var label : matching.include()) {
      if (matching.on() && matching.labels().contains(label)) {
        throw new PromqlException(at, "'" + label + "' stands in on and in group");
      }
    }
  }

  private static void operand(Expr expr, ValueType wanted, String context) throws PromqlException {
    if (expr.type() != wanted) {
      throw fault(
          expr,
          context + " " + article(wanted) + ", not " + article(expr.type()) + mend(expr, wanted));
    }
  }

  private static void number(Expr expr, String context) throws PromqlException {
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      var wanted = "a scalar or an instant vector";
      throw fault(
          expr,
          context + " " + wanted + ", not " + article(expr.type()) + mend(expr, ValueType.VECTOR));
    }
  }

  private static String article(ValueType type) {
    return (type == ValueType.VECTOR ? "an " : "a ") + type;
  }

  private static String mend(Expr expr, ValueType wanted) {
    if (wanted == ValueType.MATRIX && expr.type() == ValueType.VECTOR) {
      return expr instanceof VectorSelector ? ": add a range like [5m]" : ": add [5m:]";
    }
    if (wanted == ValueType.VECTOR && expr.type() == ValueType.SCALAR) {
      return ": write vector(…)";
    }
    if (wanted == ValueType.SCALAR && expr.type() == ValueType.VECTOR) {
      return ": write scalar(…)";
    }
    return wanted == ValueType.VECTOR && expr.type() == ValueType.MATRIX
        ? ": write rate(…) or last_over_time(…)"
        : "";
  }

  private static PromqlException fault(Expr expr, String message) {
    return new PromqlException(expr.span().start(), message);
  }
}
