package io.ringwatch.rules.promql;

import static io.ringwatch.rules.promql.BinaryOperator.EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.GREATER;
import static io.ringwatch.rules.promql.BinaryOperator.GREATER_OR_EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.LESS;
import static io.ringwatch.rules.promql.BinaryOperator.LESS_OR_EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.NOT_EQUAL;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody could have written by mistake in the place of a part of an expression. */
final class Alternatives {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Metrics metrics;

  Alternatives(Metrics metrics) {
    this.metrics = metrics;
  }

  /** With or without the equal sign, and the other way round. */
  List<BinaryOperator> of(Binary comparison) {
    boolean flag = asksForFlag(comparison);
    return switch (comparison.operator()) {
      case GREATER -> List.of(GREATER_OR_EQUAL, LESS);
      case GREATER_OR_EQUAL -> List.of(GREATER, LESS_OR_EQUAL);
      case LESS -> List.of(LESS_OR_EQUAL, GREATER);
      case LESS_OR_EQUAL -> List.of(LESS, GREATER_OR_EQUAL);
      case EQUAL -> flag ? List.of(NOT_EQUAL) : unlessSame(comparison);
      case NOT_EQUAL -> flag ? List.of(EQUAL) : List.of(EQUAL, GREATER, LESS);
      default -> List.of();
    };
  }

  /** A count is never below 1, so that {@code == 1} is {@code <= 1}. */
  private List<BinaryOperator> unlessSame(Binary equality) {
    var test = Comparison.of(equality);
    var values = test.map(t -> new Values(metrics).of(t.vector())).orElse(Interval.ALL);
    return Stream.of(NOT_EQUAL, GREATER_OR_EQUAL, LESS_OR_EQUAL)
        .filter(
            other ->
                test.isEmpty()
                    || !values
                        .and(Interval.passing(other, test.get().number()))
                        .equals(test.get().passing(values)))
        .toList();
  }

  static boolean isZero(Expr expr) {
    return isNumber(expr, 0);
  }

  /** Compares with 0, of which there is no less, or with 1 what is no count: it is 0 or 1. */
  static boolean asksForFlag(Binary comparison) {
    boolean counts = comparison.left().all().stream().anyMatch(Alternatives::counts);
    return isZero(comparison.left())
        || isZero(comparison.right())
        || (!counts && isNumber(comparison.right(), 1));
  }

  private static boolean counts(Expr expr) {
    return expr instanceof Aggregation a
        && (a.aggregator() == Aggregator.SUM || a.aggregator() == Aggregator.COUNT);
  }

  private static boolean isNumber(Expr expr, double value) {
    return unwrapped(expr) instanceof NumberLiteral n && n.value() == value;
  }

  static Expr unwrapped(Expr expr) {
    return expr instanceof Paren p ? unwrapped(p.expr()) : expr;
  }

  /** A little more and less (1 %, of whole numbers at least 1), and twice as much. */
  List<String> of(NumberLiteral number) {
    if (number.duration() || !Double.isFinite(number.value())) {
      return List.of();
    }
    var value = new BigDecimal(Double.toString(number.value())).stripTrailingZeros();
    var percent = value.abs().divide(HUNDRED);
    var little =
        value.scale() <= 0 ? BigDecimal.ONE.max(percent.setScale(0, RoundingMode.FLOOR)) : percent;
    var lot = value.signum() == 0 ? BigDecimal.TEN : value.add(value);
    return List.of(value.add(little), value.subtract(little), lot).stream()
        .map(moved -> moved.stripTrailingZeros().toPlainString())
        .toList();
  }

  /** Without one of the matchers, or without the offset. */
  List<VectorSelector> of(VectorSelector v) {
    List<VectorSelector> less = new ArrayList<>();
    for (var matcher : v.matchers()) {
      if (!matcher.label().equals(LabelMatcher.NAME)) {
        var kept = v.matchers().stream().filter(m -> !m.equals(matcher)).toList();
        less.add(new VectorSelector(v.name(), kept, v.shift(), v.span()));
      }
    }
    if (v.shift().offset().isPresent()) {
      var now = new Shift(Optional.empty(), v.shift().at());
      less.add(new VectorSelector(v.name(), v.matchers(), now, v.span()));
    }
    return less;
  }

  /** None over groups of one series, and no count of what is always 1, which is its sum. */
  List<Aggregator> of(Aggregation aggregation) {
    boolean alone = groupsHaveOneSeries(aggregation);
    boolean ones = new Values(metrics).of(aggregation.expr()).equals(Interval.ONE);
    List<Aggregator> others = new ArrayList<>();
    switch (aggregation.aggregator()) {
      case SUM, COUNT -> {
        if (!ones) {
          others.add(
              aggregation.aggregator() == Aggregator.SUM ? Aggregator.COUNT : Aggregator.SUM);
        }
        if (!alone && aggregation.aggregator() == Aggregator.SUM) {
          others.add(Aggregator.MAX);
        }
      }
      case MIN -> others.addAll(alone ? List.of() : List.of(Aggregator.MAX));
      case MAX -> others.addAll(alone ? List.of() : List.of(Aggregator.MIN));
      case AVG -> others.addAll(alone ? List.of() : List.of(Aggregator.MIN, Aggregator.MAX));
      default -> {}
    }
    return others;
  }

  /** All labels but those that a matcher fixes tell the groups apart. */
  private boolean groupsHaveOneSeries(Aggregation aggregation) {
    var labels = LabelFlow.of(aggregation.expr(), metrics).labels();
    var selectors = References.of(aggregation.expr()).selectors();
    if (labels.open() || selectors.size() != 1) {
      return false;
    }
    var free = new HashSet<>(labels.known());
    free.remove(LabelMatcher.NAME);
    selectors.getFirst().matchers().stream()
        .filter(m -> m.operator() == LabelMatcher.Operator.EQUAL)
        .forEach(m -> free.remove(m.label()));
    var named = aggregation.grouping().labels();
    return aggregation.grouping().without()
        ? named.stream().noneMatch(free::contains)
        : named.containsAll(free);
  }
}
