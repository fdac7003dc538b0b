package io.ringwatch.rules.promql;

/** PromQL as text and back. */
public final class Promql {
  private Promql() {}

  /**
   * What Prometheus accepts as a query or as the expression of a rule.
   *
   * @throws PromqlException with the first fault
   */
  public static Expr parse(String text, Dialect dialect) throws PromqlException {
    var expr = Parser.parse(text, dialect);
    TypeChecker.check(expr);
    return expr;
  }

  /**
   * An expression that is not complete: with {@code $parameters}, and names that stand for
   * something of any type. Only its syntax is checked.
   */
  public static Expr sketch(String text, Dialect dialect) throws PromqlException {
    return Parser.parse(text, dialect);
  }

  /**
   * On one line, as the {@code format_query} of that Prometheus prints what fits on one. What is
   * printed means the same and prints the same again.
   */
  public static String print(Expr expr, Dialect dialect) {
    return Printer.print(expr, dialect);
  }
}
