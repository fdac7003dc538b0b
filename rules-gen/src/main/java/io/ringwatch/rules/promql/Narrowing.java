package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.util.List;
import java.util.function.Function;

/** Selectors of an expression that get further matchers. */
public final class Narrowing {
  private Narrowing() {}

  /**
   * Rewrites an expression; all else in it stays as written, but for the blanks around it.
   *
   * @param more what a selector asks for besides: {@code job=~"$job"}
   */
  public static String apply(Parsed query, Function<VectorSelector, List<String>> more) {
    var text = query.text();
    var result = new StringBuilder();
    int copied = query.expr().span().start();
    for (var selector : References.of(query.expr()).selectors()) {
      var matchers = String.join(", ", more.apply(selector));
      if (!matchers.isEmpty()) {
        int at = end(text, selector);
        result.append(text, copied, at).append(inserted(text, selector, at, matchers));
        copied = at;
      }
    }
    return result.append(text, copied, query.expr().span().end()).toString();
  }

  /** Behind the last matcher, behind the opening brace, or behind the name. */
  private static int end(String text, VectorSelector selector) {
    if (!selector.matchers().isEmpty()) {
      return selector.matchers().getLast().span().end();
    }
    int name = selector.nameSpan().end();
    int brace = name;
    while (brace < text.length() && Character.isWhitespace(text.charAt(brace))) {
      brace++;
    }
    return brace < text.length() && text.charAt(brace) == '{' ? brace + 1 : name;
  }

  private static String inserted(String text, VectorSelector selector, int at, String matchers) {
    if (!selector.matchers().isEmpty()) {
      return ", " + matchers;
    }
    return at > 0 && text.charAt(at - 1) == '{' ? matchers : "{" + matchers + "}";
  }
}
