package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Parameter;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names replaced by expressions, with brackets only where the meaning needs them. */
public final class Substitution {
  private static final int LOOSEST = 0;
  private static final int TIGHTEST = BinaryOperator.POWER.precedence() + 1;

  private final String text;
  private final Map<String, Parsed> names;
  private final Map<String, Parsed> parameters;
  private final StringBuilder result = new StringBuilder();
  private int copied;

  private Substitution(String text, Map<String, Parsed> names, Map<String, Parsed> parameters) {
    this.text = text;
    this.names = names;
    this.parameters = parameters;
  }

  /**
   * Rewrites an expression; all else in it stays as written.
   *
   * @param names what metric names stand for; others stay
   * @param parameters what {@code $name} stands for
   */
  public static String apply(
      Parsed written, Map<String, Parsed> names, Map<String, Parsed> parameters) {
    var substitution = new Substitution(written.text(), names, parameters);
    substitution.visit(written.expr(), LOOSEST);
    return substitution.result.append(written.text().substring(substitution.copied)).toString();
  }

  /**
   * Parts come in the order in which they stand.
   *
   * @param tightness how tightly what stands there has to bind
   */
  private void visit(Expr expr, int tightness) {
    switch (expr) {
      case Parameter p -> replace(p.span(), parameters.get(p.name()), tightness);
      case VectorSelector v -> {
        boolean bare = v.span().equals(v.nameSpan());
        replace(v.nameSpan(), names.get(v.name()), bare ? tightness : TIGHTEST);
      }
      case MatrixSelector m -> visit(m.vector(), TIGHTEST);
      case Subquery s -> visit(s.expr(), TIGHTEST);
      case Unary u -> visit(u.expr(), BinaryOperator.SIGN + 1);
      case Binary b -> {
        int precedence = b.operator().precedence();
        boolean right = b.operator().isRightAssociative();
        visit(b.left(), right ? precedence + 1 : precedence);
        visit(b.right(), right ? precedence : precedence + 1);
      }
      case Expr.Call _, Expr.Aggregation _, Expr.Paren _ -> {
        for (var part : expr.parts()) {
          visit(part, LOOSEST);
        }
      }
      case NumberLiteral _, Expr.StringLiteral _ -> {}
    }
  }

  private void replace(Span span, @Nullable Parsed by, int tightness) {
    if (by != null) {
      result.append(text, copied, span.start());
      result.append(binding(by.expr()) < tightness ? "(" + by.core() + ")" : by.core());
      copied = span.end();
    }
  }

  private static int binding(Expr expr) {
    return switch (expr) {
      case Binary b -> b.operator().precedence();
      case Unary _ -> BinaryOperator.SIGN;
      case NumberLiteral n -> n.value() < 0 ? BinaryOperator.SIGN : TIGHTEST;
      default -> TIGHTEST;
    };
  }
}
