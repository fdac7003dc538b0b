package io.ringwatch.rules.promql;

import static io.ringwatch.rules.promql.BinaryOperator.EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.GREATER;
import static io.ringwatch.rules.promql.BinaryOperator.GREATER_OR_EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.LESS;
import static io.ringwatch.rules.promql.BinaryOperator.LESS_OR_EQUAL;
import static io.ringwatch.rules.promql.BinaryOperator.NOT_EQUAL;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The small faults that a condition's tests have to find: turned comparators, moved numbers, and
 * matchers, branches, guards, {@code on} and {@code offset} left out; other aggregators, wider
 * ranges.
 *
 * <p>Faults that provably change nothing are not made: {@code == 0} as {@code <= 0} and {@code ==
 * 1} as {@code >= 1}, because what is compared with 0 or 1 for equality is one of the two; another
 * aggregator over groups of one series each, and {@code count} for {@code sum} of what is always 1;
 * a moved 0 in a guard such as {@code time() - (x > 0)}, which only asks whether there is a value.
 * Numbers that steer a function ({@code round}, {@code quantile}) are left alone: there a small
 * change is not a fault that a threshold's test could show.
 */
public final class Mutations {
  private static final Dialect DIALECT = Dialect.PROMETHEUS_2_42;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String AT_THE_EDGE = "add a test exactly at the edge, and one just over it";
  private static final String ONE_BRANCH = "add a test in which only this part decides";

  private final String text;
  private final Metrics metrics;
  private final Map<String, Mutation> made = new LinkedHashMap<>();

  private Mutations(String text, Metrics metrics) {
    this.text = text;
    this.metrics = metrics;
  }

  /**
   * All faults, in the order of the expression; each has words of its own.
   *
   * @param text PromQL that Prometheus accepts
   * @throws PromqlException if it is not
   */
  public static List<Mutation> of(String text, Metrics metrics) throws PromqlException {
    var mutations = new Mutations(text, metrics);
    var expr = Promql.parse(text, DIALECT);
    mutations.visit(expr, expr, true);
    return List.copyOf(mutations.made.values());
  }

  /**
   * Makes the faults of one place and all below it.
   *
   * @param around what it is a number of
   * @param decides whether a series passes or not is what the expression is there for
   */
  private void visit(Expr expr, Expr around, boolean decides) {
    switch (expr) {
      case Binary b -> binary(b, decides);
      case NumberLiteral n -> number(n, around);
      case VectorSelector v -> selector(v);
      case MatrixSelector m -> matrix(m);
      case Subquery s -> subquery(s);
      case Aggregation a -> aggregation(a);
      case Paren p -> visit(p.expr(), around, decides);
      case Unary u -> visit(u.expr(), around, false);
      case Call c -> call(c);
      case Expr.StringLiteral _, Expr.Parameter _ -> {}
    }
  }

  private void binary(Binary binary, boolean decides) {
    boolean guards = binary.filters() && !decides;
    if (binary.operator().isSet()) {
      branches(binary);
    } else if (binary.operator().isComparison()) {
      comparators(binary);
    }
    if (guards) {
      make(binary, raw(binary.left()), "add a test in which the guard alone keeps it quiet");
    }
    if (binary.matches() && !binary.matching().equals(Matching.ALL)) {
      unmatched(binary);
    }
    boolean both = decides && binary.operator().isSet();
    visit(binary.left(), binary, both);
    if (!(guards && isZero(binary.right()))) {
      visit(binary.right(), binary, both);
    }
  }

  private void branches(Binary binary) {
    make(binary, raw(binary.left()), ONE_BRANCH);
    if (binary.operator() != BinaryOperator.UNLESS) {
      make(binary, raw(binary.right()), ONE_BRANCH);
    }
  }

  private void comparators(Binary binary) {
    for (var other : others(binary)) {
      make(
          binary.operatorSpan(),
          other.toString(),
          source(binary) + " → " + other + " " + source(binary.right()),
          AT_THE_EDGE);
    }
  }

  private static List<BinaryOperator> others(Binary binary) {
    boolean flag = isBit(binary.left()) || isBit(binary.right());
    return switch (binary.operator()) {
      case GREATER -> List.of(GREATER_OR_EQUAL, LESS);
      case GREATER_OR_EQUAL -> List.of(GREATER, LESS_OR_EQUAL);
      case LESS -> List.of(LESS_OR_EQUAL, GREATER);
      case LESS_OR_EQUAL -> List.of(LESS, GREATER_OR_EQUAL);
      case EQUAL -> flag ? List.of(NOT_EQUAL) : List.of(NOT_EQUAL, GREATER_OR_EQUAL, LESS_OR_EQUAL);
      case NOT_EQUAL -> flag ? List.of(EQUAL) : List.of(EQUAL, GREATER, LESS);
      default -> List.of();
    };
  }

  private static boolean isZero(Expr expr) {
    return unwrapped(expr) instanceof NumberLiteral n && n.value() == 0;
  }

  private static boolean isBit(Expr expr) {
    return isZero(expr) || (unwrapped(expr) instanceof NumberLiteral n && n.value() == 1);
  }

  private static Expr unwrapped(Expr expr) {
    return expr instanceof Paren p ? unwrapped(p.expr()) : expr;
  }

  private void unmatched(Binary binary) {
    int from = binary.operatorSpan().end();
    var without = binary.bool() ? " bool " : " ";
    var span = new Span(from, binary.right().span().start());
    var change = source(binary) + " → " + binary.operator() + without + source(binary.right());
    make(span, without, change, "add a test with a series on the one side that the other lacks");
  }

  /** By 1 % or 1 up and down, and by as much again. */
  private void number(NumberLiteral number, Expr around) {
    boolean equality =
        around instanceof Binary b && (b.operator() == EQUAL || b.operator() == NOT_EQUAL);
    if (number.duration() || !Double.isFinite(number.value()) || (equality && isBit(number))) {
      return;
    }
    var value = new BigDecimal(Double.toString(number.value())).stripTrailingZeros();
    for (var moved : List.of(value.add(little(value)), value.subtract(little(value)), lot(value))) {
      var plain = moved.stripTrailingZeros().toPlainString();
      make(
          number.span(), plain, source(around) + " → " + moved(number, around, plain), AT_THE_EDGE);
    }
  }

  /** {@code > 301}, or all that stands around it where the number is not on the right. */
  private String moved(NumberLiteral number, Expr around, String plain) {
    if (around instanceof Binary b && b.right().span().equals(number.span())) {
      return b.operator() + " " + plain;
    }
    var before = text.substring(around.span().start(), number.span().start());
    return oneLine(before + plain + text.substring(number.span().end(), around.span().end()));
  }

  private static BigDecimal little(BigDecimal value) {
    var percent = value.abs().divide(HUNDRED);
    boolean whole = value.scale() <= 0;
    return whole ? BigDecimal.ONE.max(percent.setScale(0, RoundingMode.FLOOR)) : percent;
  }

  private static BigDecimal lot(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.TEN : value.add(value);
  }

  private void selector(VectorSelector selector) {
    less(selector).forEach(less -> make(selector, print(less), "add a test with another value"));
  }

  private void matrix(MatrixSelector matrix) {
    var vector = matrix.vector();
    for (var less : less(vector)) {
      var mend = "add a test with another value of the label";
      make(matrix, print(new MatrixSelector(less, matrix.range(), matrix.span())), mend);
    }
    wider(matrix, new MatrixSelector(vector, twice(matrix.range()), matrix.span()));
  }

  private void subquery(Subquery s) {
    wider(s, new Subquery(s.expr(), twice(s.range()), s.step(), s.shift(), s.span()));
    visit(s.expr(), s, false);
  }

  private void wider(Expr expr, Expr wider) {
    make(expr, print(wider), "add a test that resolves right after the range is over");
  }

  private static Duration twice(Duration range) {
    return range.multipliedBy(2);
  }

  /** The selector without one of its matchers, or without its offset. */
  private static List<VectorSelector> less(VectorSelector v) {
    List<VectorSelector> less = new ArrayList<>();
    for (var matcher : v.matchers()) {
      if (!matcher.label().equals(LabelMatcher.NAME)) {
        var kept = v.matchers().stream().filter(m -> m != matcher).toList();
        less.add(new VectorSelector(v.name(), kept, v.shift(), v.span()));
      }
    }
    if (v.shift().offset().isPresent()) {
      var now = new Shift(Optional.empty(), v.shift().at());
      less.add(new VectorSelector(v.name(), v.matchers(), now, v.span()));
    }
    return less;
  }

  private void aggregation(Aggregation aggregation) {
    var word = aggregation.aggregator().toString();
    int start = aggregation.span().start();
    for (var other : others(aggregation)) {
      var change = source(aggregation) + " → " + other;
      var mend = "add a test with two series in one group, whose values differ";
      make(new Span(start, start + word.length()), other.toString(), change, mend);
    }
    visit(aggregation.expr(), aggregation, false);
  }

  private List<Aggregator> others(Aggregation aggregation) {
    boolean alone = groupsHaveOneSeries(aggregation);
    boolean ones = new Values(metrics).of(aggregation.expr()).equals(Interval.ONE);
    return switch (aggregation.aggregator()) {
      case SUM -> {
        var others = new ArrayList<>(alone ? List.<Aggregator>of() : List.of(Aggregator.MAX));
        if (!ones) {
          others.add(Aggregator.COUNT);
        }
        yield others;
      }
      case COUNT -> ones ? List.of() : List.of(Aggregator.SUM);
      case MIN -> alone ? List.of() : List.of(Aggregator.MAX);
      case MAX -> alone ? List.of() : List.of(Aggregator.MIN);
      case AVG -> alone ? List.of() : List.of(Aggregator.MIN, Aggregator.MAX);
      default -> List.of();
    };
  }

  /** All labels but those that a matcher fixes tell the groups apart. */
  private boolean groupsHaveOneSeries(Aggregation aggregation) {
    var labels = LabelFlow.of(aggregation.expr(), metrics).labels();
    var open = new HashSet<>(labels.known());
    open.remove(LabelMatcher.NAME);
    var selectors = References.of(aggregation.expr()).selectors();
    if (labels.open() || selectors.size() != 1) {
      return false;
    }
    selectors.getFirst().matchers().stream()
        .filter(m -> m.operator() == LabelMatcher.Operator.EQUAL)
        .forEach(m -> open.remove(m.label()));
    Collection<String> named = aggregation.grouping().labels();
    return aggregation.grouping().without()
        ? named.stream().noneMatch(open::contains)
        : named.containsAll(open);
  }

  private void call(Call call) {
    boolean constant = call.function().name().equals("vector");
    for (var argument : call.arguments()) {
      if (constant || !(unwrapped(argument) instanceof NumberLiteral)) {
        visit(argument, call, false);
      }
    }
  }

  private void make(Expr expr, String by, String mend) {
    make(expr.span(), by, source(expr) + " → " + oneLine(by), mend);
  }

  /** Only what Prometheus accepts, and only what is not there yet. */
  private void make(Span span, String by, String change, String mend) {
    var faulty = text.substring(0, span.start()) + by + text.substring(span.end());
    try {
      Promql.parse(faulty, DIALECT);
    } catch (PromqlException e) {
      return;
    }
    boolean same =
        faulty.equals(text) || made.values().stream().anyMatch(m -> m.text().equals(faulty));
    if (!same) {
      var words = change;
      for (int i = 2; made.containsKey(words); i++) {
        words = change + " (" + i + ")";
      }
      made.put(words, new Mutation(faulty, words, mend));
    }
  }

  private String source(Expr expr) {
    return oneLine(raw(expr));
  }

  private String raw(Expr expr) {
    return text.substring(expr.span().start(), expr.span().end());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String print(Expr expr) {
    return Promql.print(expr, DIALECT);
  }
}
