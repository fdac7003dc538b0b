package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.NumberLiteral;
import java.math.BigDecimal;

/**
 * An expression and the text that it was read from.
 *
 * @param expr whose spans are places in the text
 */
public record Parsed(String text, Expr expr) {
  /** As {@link Promql#parse}. */
  public static Parsed parse(String text, Dialect dialect) throws PromqlException {
    return new Parsed(text, Promql.parse(text, dialect));
  }

  /** As {@link Promql#sketch}. */
  public static Parsed sketch(String text, Dialect dialect) throws PromqlException {
    return new Parsed(text, Promql.sketch(text, dialect));
  }

  public static Parsed number(BigDecimal value) {
    var text = value.stripTrailingZeros().toPlainString();
    return new Parsed(
        text, new NumberLiteral(value.doubleValue(), false, new Span(0, text.length())));
  }

  /** Without the blanks around it, and without a comment behind it. */
  public String core() {
    return text.substring(expr.span().start(), expr.span().end());
  }
}
