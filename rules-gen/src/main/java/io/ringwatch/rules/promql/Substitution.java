package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Names replaced by expressions, with brackets only where the meaning needs them. */
public final class Substitution {
  private static final int BINDS_TIGHTEST = 6;

  private Substitution() {}

  /**
   * Rewrites an expression; all else in it stays as written.
   *
   * @param names what metric names stand for; others stay
   * @param parameters what {@code $name} stands for
   */
  public static String apply(String text, Map<String, String> names, Map<String, String> parameters)
      throws PromqlException {
    var tokens = Lexer.tokens(text);
    var replaceable = References.of(tokens).names();
    var result = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      result.append(text, copied, token.start());
      copied = token.end();
      if (token.kind() == Kind.PARAMETER) {
        result.append(parameters.getOrDefault(token.text().substring(1), token.text()));
      } else if (replaceable.contains(token)) {
        result.append(fitted(names.getOrDefault(token.text(), token.text()), tokens, i));
      } else {
        result.append(token.text());
      }
    }
    return result.append(text.substring(copied)).toString();
  }

  private static String fitted(String written, List<Token> tokens, int at) throws PromqlException {
    var inner = Lexer.tokens(written);
    if (inner.isEmpty()) {
      return written;
    }
    // Not the blanks around it, nor a comment behind it, which would swallow what follows.
    var expression = written.substring(inner.getFirst().start(), inner.getLast().end());
    var loosest = loosest(inner);
    if (loosest.isEmpty()) {
      return expression;
    }
    boolean fits =
        (at == 0 || fitsAfter(tokens.get(at - 1), loosest.getAsInt()))
            && (at == tokens.size() - 1 || fitsBefore(tokens.get(at + 1), loosest.getAsInt()));
    return fits ? expression : "(" + expression + ")";
  }

  private static boolean fitsAfter(Token before, int loosest) {
    return before.is("(") || before.is(",") || precedence(before).orElse(BINDS_TIGHTEST) < loosest;
  }

  private static boolean fitsBefore(Token after, int loosest) {
    if (after.is(")") || after.is(",")) {
      return true;
    }
    int follows = precedence(after).orElse(BINDS_TIGHTEST);
    return follows <= loosest && follows < BINDS_TIGHTEST;
  }

  /** The outermost operator that binds least; empty if there is none. */
  private static OptionalInt loosest(List<Token> tokens) {
    int depth = 0;
    var loosest = OptionalInt.empty();
    for (var token : tokens) {
      depth += opens(token) ? 1 : closes(token) ? -1 : 0;
      var precedence = precedence(token);
      if (depth == 0 && precedence.isPresent()) {
        int least = Math.min(loosest.orElse(BINDS_TIGHTEST), precedence.getAsInt());
        loosest = OptionalInt.of(least);
      }
    }
    return loosest;
  }

  private static boolean opens(Token token) {
    return token.is("(") || token.is("{") || token.is("[");
  }

  private static boolean closes(Token token) {
    return token.is(")") || token.is("}") || token.is("]");
  }

  /** How tightly a binary operator binds, from 1; empty for anything else. */
  private static OptionalInt precedence(Token token) {
    if (token.kind() != Kind.OPERATOR && token.kind() != Kind.KEYWORD) {
      return OptionalInt.empty();
    }
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "or" -> OptionalInt.of(1);
      case "and", "unless" -> OptionalInt.of(2);
      case "==", "!=", ">", "<", ">=", "<=" -> OptionalInt.of(3);
      case "+", "-" -> OptionalInt.of(4);
      case "*", "/", "%", "atan2" -> OptionalInt.of(5);
      case "^" -> OptionalInt.of(BINDS_TIGHTEST);
      default -> OptionalInt.empty();
    };
  }
}
