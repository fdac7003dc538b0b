package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Panel.Step;
import io.ringwatch.rules.promql.BinaryOperator;
import io.ringwatch.rules.promql.Comparison;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Promql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where alerts begin, as colours of the values that they judge. */
final class Thresholds {
  private static final String FINE = "green";
  private static final List<String> COLORS = List.of("red", "orange", "blue");

  /**
   * One comparison of an alert's condition.
   *
   * @param severity its place among the severities: 0 is the worst
   */
  record Limit(Comparison test, int severity) {
    /** Whether the alert holds between a value and the next limit; points are one wide. */
    private boolean holds(double value) {
      double number = test.number();
      return switch (test.operator()) {
        case GREATER, GREATER_OR_EQUAL -> value > number;
        case LESS, LESS_OR_EQUAL -> value < number;
        case EQUAL -> value > number && value < number + 1;
        case NOT_EQUAL -> value < number || value > number + 1;
        default -> false;
      };
    }

    private Stream<Double> edges() {
      boolean point =
          test.operator() == BinaryOperator.EQUAL || test.operator() == BinaryOperator.NOT_EQUAL;
      return point ? Stream.of(test.number(), test.number() + 1) : Stream.of(test.number());
    }
  }

  private Thresholds() {}

  /** The comparisons of a condition with numbers that are about what a panel shows. */
  static List<Limit> limits(Expr condition, int severity, Expr shown) {
    var parts = shown.all().stream().map(Thresholds::plain).toList();
    return comparisons(condition)
        .filter(c -> parts.contains(plain(c.vector())))
        .map(c -> new Limit(c, severity))
        .toList();
  }

  private static String plain(Expr expr) {
    var inner = expr;
    while (inner instanceof Paren p) {
      inner = p.expr();
    }
    return Promql.print(inner, Expressions.DIALECT);
  }

  private static Stream<Comparison> comparisons(Expr condition) {
    return switch (condition) {
      case Paren p -> comparisons(p.expr());
      case Binary b when b.filters() -> Comparison.of(b).stream();
      case Binary b when b.operator() == BinaryOperator.UNLESS -> comparisons(b.left());
      case Binary b when b.operator().isSet() ->
          Stream.concat(comparisons(b.left()), comparisons(b.right()));
      default -> Stream.empty();
    };
  }

  /** The worst colour of each stretch between two limits; nothing without limits. */
  static List<Step> steps(List<Limit> limits) {
    var edges = new TreeSet<>(limits.stream().flatMap(Limit::edges).toList());
    if (edges.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Optional.empty(), color(limits, edges.first() - 1)));
    for (var edge : edges) {
      var next = edges.higher(edge);
      var color = color(limits, next == null ? edge + 1 : (edge + next) / 2);
      if (!color.equals(steps.getLast().color())) {
        steps.add(new Step(Optional.of(edge), color));
      }
    }
    return steps;
  }

  private static String color(List<Limit> limits, double value) {
    return limits.stream()
        .filter(limit -> limit.holds(value))
        .min(Comparator.comparingInt(Limit::severity))
        .map(limit -> COLORS.get(Math.min(limit.severity, COLORS.size() - 1)))
        .orElse(FINE);
  }
}
