package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The small faults that the tests of an expression have to find: turned comparators, moved numbers,
 * matchers, branches, guards, {@code on} and {@code offset} left out, other aggregators, wider
 * ranges.
 *
 * <p>Faults that provably change nothing are not made:
 *
 * <ul>
 *   <li>{@code == 0} as {@code <= 0}, and {@code == 1} as {@code >= 1} unless it is of a count:
 *       what is compared with 0 or 1 for equality is a number of things, or says yes or no;
 *   <li>another aggregator over groups of one series each, and {@code count} for the {@code sum} of
 *       what is always 1;
 *   <li>a moved 0 in a guard such as {@code time() - (x > 0)}, which only asks whether there is a
 *       value at all.
 * </ul>
 *
 * <p>Numbers that steer a function ({@code round}, {@code quantile}) are left alone: that one of
 * them moved is no fault that a test at a threshold could show.
 */
public final class Mutations {
  private static final Dialect DIALECT = Dialect.PROMETHEUS_2_42;
  private static final String AT_THE_EDGE = "add a test exactly at the edge, and one just over it";
  private static final String ONE_BRANCH = "add a test in which only this part decides";
  private static final String OTHER_SERIES = "add a test with a series that does not belong there";

  private final String text;
  private final Alternatives alternatives;
  private final Map<String, Mutation> made = new LinkedHashMap<>();
  private final Set<String> faulty = new HashSet<>();

  private Mutations(String text, Metrics metrics) {
    this.text = text;
    this.alternatives = new Alternatives(metrics);
    this.faulty.add(text);
  }

  /**
   * All faults of a condition, in the order of the expression; each has words of its own.
   *
   * @param text PromQL that Prometheus accepts
   * @throws PromqlException if it is not
   */
  public static List<Mutation> of(String text, Metrics metrics) throws PromqlException {
    return of(text, metrics, true);
  }

  /**
   * The same of an expression of which the value counts, not only whether there is one.
   *
   * @param text PromQL that Prometheus accepts
   * @throws PromqlException if it is not
   */
  public static List<Mutation> ofValue(String text, Metrics metrics) throws PromqlException {
    return of(text, metrics, false);
  }

  private static List<Mutation> of(String text, Metrics metrics, boolean decides)
      throws PromqlException {
    var mutations = new Mutations(text, metrics);
    var expr = Promql.parse(text, Dialect.ANY);
    mutations.visit(expr, expr, decides);
    return List.copyOf(mutations.made.values());
  }

  /**
   * Makes the faults of one place and all below it.
   *
   * @param around the operation of which it is a part
   * @param decides the alert fires for each series that it lets pass
   */
  private void visit(Expr expr, Expr around, boolean decides) {
    switch (expr) {
      case Binary b -> binary(b, decides);
      case NumberLiteral n -> number(n, around);
      case VectorSelector v -> {
        for (var less : alternatives.of(v)) {
          make(v, print(less), OTHER_SERIES);
        }
      }
      case MatrixSelector m -> matrix(m);
      case Subquery s -> {
        wider(s, new Subquery(s.expr(), twice(s.range()), s.step(), s.shift(), s.span()));
        visit(s.expr(), s, false);
      }
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
    }
    if (binary.operator().isComparison()) {
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
    if (!(guards && Alternatives.isZero(binary.right()))) {
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
    for (var other : alternatives.of(binary)) {
      var rest = text.substring(binary.operatorSpan().end(), binary.span().end());
      var change = source(binary) + " → " + oneLine(other + rest);
      make(binary.operatorSpan(), other.toString(), change, AT_THE_EDGE);
    }
  }

  private void unmatched(Binary binary) {
    var without = binary.bool() ? " bool " : " ";
    int from = binary.operatorSpan().end();
    int to = binary.right().span().start();
    var change = source(binary) + " → " + binary.operator() + without + source(binary.right());
    make(new Span(from, to), without, change, OTHER_SERIES);
  }

  private void number(NumberLiteral number, Expr around) {
    boolean flag =
        around instanceof Binary b
            && (b.operator() == BinaryOperator.EQUAL || b.operator() == BinaryOperator.NOT_EQUAL)
            && Alternatives.asksForFlag(b);
    if (!flag) {
      for (var moved : alternatives.of(number)) {
        var change = source(around) + " → " + moved(number, around, moved);
        make(number.span(), moved, change, AT_THE_EDGE);
      }
    }
  }

  /** {@code > 301}, or all that stands around it where the number is not on the right. */
  private String moved(NumberLiteral number, Expr around, String moved) {
    boolean onTheRight = around instanceof Binary b && b.right().span().equals(number.span());
    int from = onTheRight ? ((Binary) around).operatorSpan().start() : around.span().start();
    var before = text.substring(from, number.span().start());
    return oneLine(before + moved + text.substring(number.span().end(), around.span().end()));
  }

  private void matrix(MatrixSelector matrix) {
    var vector = matrix.vector();
    for (var less : alternatives.of(vector)) {
      make(matrix, print(new MatrixSelector(less, matrix.range(), matrix.span())), OTHER_SERIES);
    }
    wider(matrix, new MatrixSelector(vector, twice(matrix.range()), matrix.span()));
  }

  private void wider(Expr expr, Expr wider) {
    make(expr, print(wider), "is 'lookback' longer than the condition looks back?");
  }

  private static Duration twice(Duration range) {
    return range.multipliedBy(2);
  }

  private void aggregation(Aggregation aggregation) {
    int start = aggregation.span().start();
    var word = new Span(start, start + aggregation.aggregator().toString().length());
    for (var other : alternatives.of(aggregation)) {
      var change = source(aggregation) + " → " + other;
      var mend = "add a test with two series in one group, whose values differ";
      make(word, other.toString(), change, mend);
    }
    visit(aggregation.expr(), aggregation, false);
  }

  private void call(Call call) {
    boolean constant = call.function().name().equals("vector");
    for (var argument : call.arguments()) {
      if (constant || !(Alternatives.unwrapped(argument) instanceof NumberLiteral)) {
        visit(argument, call, false);
      }
    }
  }

  private void make(Expr expr, String by, String mend) {
    make(expr.span(), by, source(expr) + " → " + oneLine(by), mend);
  }

  /** Only what Prometheus accepts, and only what is not there yet. */
  private void make(Span span, String by, String change, String mend) {
    var other = text.substring(0, span.start()) + by + text.substring(span.end());
    try {
      Promql.parse(other, Dialect.ANY);
    } catch (PromqlException e) {
      return;
    }
    if (faulty.add(other)) {
      var words = change;
      for (int i = 2; made.containsKey(words); i++) {
        words = change + " (" + i + ")";
      }
      made.put(words, new Mutation(other, words, mend));
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
