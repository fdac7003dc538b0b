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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expressions on one line, as Prometheus's {@code format_query} prints them. Format: Prometheus,
 * promql/parser/printer.go.
 */
final class Printer {
  private static final Predicate<String> LABEL =
      Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*").asMatchPredicate();
  private static final Predicate<String> UNQUOTED =
      Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*").asMatchPredicate();

  private final Dialect dialect;
  private final StringBuilder text = new StringBuilder();

  private Printer(Dialect dialect) {
    this.dialect = dialect;
  }

  static String print(Expr expr, Dialect dialect) {
    var printer = new Printer(dialect);
    printer.add(expr);
    return printer.text.toString();
  }

  private void add(Expr expr) {
    switch (expr) {
      case NumberLiteral n -> text.append(number(n));
      case StringLiteral s -> text.append(Quoted.print(s.value()));
      case Parameter p -> text.append('$').append(p.name());
      case VectorSelector v -> {
        selector(v);
        shift(v.shift());
      }
      case MatrixSelector m -> {
        selector(m.vector());
        text.append('[').append(Numbers.print(m.range())).append(']');
        shift(m.vector().shift());
      }
      case Subquery s -> subquery(s);
      case Call c -> {
        text.append(c.function().name());
        list(c.arguments());
      }
      case Aggregation a -> aggregation(a);
      case Binary b -> binary(b);
      case Unary u -> {
        text.append(u.negative() ? '-' : '+');
        add(u.expr());
      }
      case Paren p -> list(List.of(p.expr()));
    }
  }

  private String number(NumberLiteral number) {
    return number.duration()
        ? Numbers.print(Duration.ofMillis(Math.round(number.value() * 1000)))
        : Numbers.print(number.value(), dialect);
  }

  private void list(List<Expr> expressions) {
    text.append('(');
    for (int i = 0; i < expressions.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      add(expressions.get(i));
    }
    text.append(')');
  }

  private void selector(VectorSelector selector) {
    text.append(selector.name());
    if (!selector.matchers().isEmpty()) {
      text.append(
          selector.matchers().stream()
              .map(Printer::matcher)
              .sorted(Printer::byBytes)
              .collect(Collectors.joining(",", "{", "}")));
    }
  }

  private static String matcher(LabelMatcher matcher) {
    var label = matcher.label();
    return (LABEL.test(label) ? label : Quoted.print(label))
        + matcher.operator()
        + Quoted.print(matcher.value());
  }

  /** As Go orders texts; UTF-16 differs beyond U+FFFF. */
  private static int byBytes(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  private void shift(Shift shift) {
    if (shift.at().isPresent()) {
      text.append(" @ ")
          .append(
              switch (shift.at().get()) {
                case Shift.Instant i -> BigDecimal.valueOf(i.millis(), 3).toPlainString();
                case Shift.Edge e -> e == Shift.Edge.START ? "start()" : "end()";
              });
    }
    shift
        .offset()
        .filter(offset -> !offset.isZero())
        .ifPresent(offset -> text.append(" offset ").append(Numbers.print(offset)));
  }

  private void subquery(Subquery subquery) {
    add(subquery.expr());
    text.append('[').append(Numbers.print(subquery.range())).append(':');
    subquery.step().ifPresent(step -> text.append(Numbers.print(step)));
    text.append(']');
    shift(subquery.shift());
  }

  private void aggregation(Aggregation aggregation) {
    text.append(aggregation.aggregator());
    var grouping = aggregation.grouping();
    if (grouping.without() || !grouping.labels().isEmpty()) {
      text.append(grouping.without() ? " without " : " by ");
      labels(grouping.labels());
      text.append(' ');
    }
    list(aggregation.parts());
  }

  private void binary(Binary binary) {
    // With the sign that Prometheus prints there it would be read as +(Inf ^ …).
    if (binary.operator() == BinaryOperator.POWER
        && binary.left() instanceof NumberLiteral n
        && n.value() == Double.POSITIVE_INFINITY) {
      text.append("Inf");
    } else {
      add(binary.left());
    }
    text.append(' ').append(binary.operator()).append(binary.bool() ? " bool" : "");
    if (binary.matches()) {
      matching(binary.matching());
    }
    text.append(' ');
    add(binary.right());
  }

  private void matching(Matching matching) {
    if (!matching.on() && matching.labels().isEmpty() && matching.many() == Side.NEITHER) {
      return;
    }
    text.append(matching.on() ? " on " : " ignoring ");
    labels(matching.labels());
    if (matching.many() != Side.NEITHER) {
      text.append(matching.many() == Side.LEFT ? " group_left " : " group_right ");
      labels(matching.include());
    }
  }

  private void labels(List<String> labels) {
    text.append(
        labels.stream()
            .map(label -> UNQUOTED.test(label) ? label : Quoted.print(label))
            .collect(Collectors.joining(", ", "(", ")")));
  }
}
