package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Panel.Step;
import io.ringwatch.rules.promql.BinaryOperator;
import io.ringwatch.rules.promql.Comparison;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Promql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where alerts begin, as colours of the values that they judge. */
final class Thresholds {
  private static final String FINE = "green";
  private static final BigDecimal LITTLE = new BigDecimal("0.000001");

  /**
   * How an alert is drawn.
   *
   * @param severity its place among the severities: 0 is the worst
   */
  record Mark(int severity, String color) {
    /**
     * The worst is red and the next orange; of three and more the last is blue.
     *
     * @param severities all, the worst first
     */
    static Mark of(String severity, List<String> severities) {
      int place = severities.indexOf(severity);
      boolean last = place > 1 && place == severities.size() - 1;
      return new Mark(
          place,
          switch (place) {
            case 0 -> "red";
            case 1 -> "orange";
            default -> last ? "blue" : "yellow";
          });
    }
  }

  /**
   * Where an alert holds.
   *
   * @param tests of one quantity, all of which have to hold
   */
  record Limit(List<Comparison> tests, Mark mark) {
    Limit {
      tests = List.copyOf(tests);
    }

    private boolean holds(double value) {
      return tests.stream().allMatch(test -> holds(test, value));
    }

    /** Whether a test holds between a value and the next limit; points are one wide. */
    private static boolean holds(Comparison test, double value) {
      double number = test.number();
      return switch (test.operator()) {
        case GREATER, GREATER_OR_EQUAL -> value > number;
        case LESS -> value < number;
        case LESS_OR_EQUAL -> value < behind(number);
        case EQUAL -> value > number && value < number + 1;
        case NOT_EQUAL -> value < number || value > number + 1;
        default -> false;
      };
    }

    private Stream<Double> edges() {
      return tests.stream().flatMap(Limit::edges);
    }

    /** Grafana gives a step's colour to the step's own value, too. */
    private static Stream<Double> edges(Comparison test) {
      double number = test.number();
      return switch (test.operator()) {
        case EQUAL, NOT_EQUAL -> Stream.of(number, number + 1);
        case GREATER, LESS_OR_EQUAL -> Stream.of(behind(number));
        default -> Stream.of(number);
      };
    }

    /** So little more that nobody sees it, but that what is equal is on this side. */
    private static double behind(double number) {
      return BigDecimal.valueOf(number).add(LITTLE).doubleValue();
    }
  }

  private Thresholds() {}

  /** The comparisons of a condition with numbers that are about what a panel shows. */
  static List<Limit> limits(Expr condition, Mark mark, Expr shown) {
    var parts = shown.all().stream().map(Thresholds::quantity).toList();
    return alternatives(condition)
        .filter(tests -> parts.contains(quantity(tests.getFirst().vector())))
        .map(tests -> new Limit(tests, mark))
        .toList();
  }

  /** The greatest and the least of some series are values of the same quantity. */
  private static String quantity(Expr expr) {
    return Promql.print(AlertPanels.inner(expr), Expressions.DIALECT);
  }

  /** Comparisons of one quantity each, of which all have to hold. */
  private static Stream<List<Comparison>> alternatives(Expr condition) {
    return switch (condition) {
      case Paren p -> alternatives(p.expr());
      case Binary b when b.filters() -> Comparison.of(b).map(List::of).stream();
      case Binary b when b.operator() == BinaryOperator.UNLESS -> alternatives(b.left());
      case Binary b when b.operator() == BinaryOperator.AND ->
          joined(alternatives(b.left()).toList(), alternatives(b.right()).toList());
      case Binary b when b.operator().isSet() ->
          Stream.concat(alternatives(b.left()), alternatives(b.right()));
      default -> Stream.empty();
    };
  }

  /** {@code x > 1 and x < 2} is a stretch of x; {@code x > 1 and y < 2} limits each. */
  private static Stream<List<Comparison>> joined(
      List<List<Comparison>> left, List<List<Comparison>> right) {
    if (left.size() != 1 || right.size() != 1 || !ofOne(left.getFirst(), right.getFirst())) {
      return Stream.concat(left.stream(), right.stream());
    }
    var both = new ArrayList<>(left.getFirst());
    both.addAll(right.getFirst());
    return Stream.of(both);
  }

  private static boolean ofOne(List<Comparison> left, List<Comparison> right) {
    return quantity(left.getFirst().vector()).equals(quantity(right.getFirst().vector()));
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
        .map(Limit::mark)
        .min(Comparator.comparingInt(Mark::severity))
        .map(Mark::color)
        .orElse(FINE);
  }
}
