package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * PromQL into tokens; white space and {@code #} comments separate them. Brackets have to match.
 * Format: Prometheus, promql/parser/lex.go.
 */
final class Lexer {
  private static final List<String> OPERATORS =
      List.of("==", "!=", ">=", "<=", "=~", "!~", "+", "-", "*", "/", "%", "^", "<", ">", "=");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Token> open = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** All tokens, then one of {@link Kind#END}. */
  static List<Token> tokens(String text) throws PromqlException {
    var lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.token();
    }
    if (!lexer.open.isEmpty()) {
      var last = lexer.open.getLast();
      throw new PromqlException(last.start(), "'" + last.text() + "' is not closed");
    }
    lexer.tokens.add(new Token(Kind.END, "", text.length()));
    return List.copyOf(lexer.tokens);
  }

  /** False at the end. */
  private boolean skipBlanks() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        at = end(at, c -> c != '\n' && c != '\r');
      } else if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void token() throws PromqlException {
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      add(Kind.STRING, endOfString(c));
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (c == '$' && isWordPart(peek(1)) && !isDigit(peek(1))) {
      add(Kind.PARAMETER, end(at + 1, Lexer::isWordPart));
    } else if (isWordPart(c) || (c == ':' && !inside("[") && !inside("{"))) {
      word();
    } else {
      symbol();
    }
  }

  private void word() {
    boolean colons = !inside("[") && !inside("{");
    int end = end(at, c -> isWordPart(c) || (c == ':' && colons));
    var word = text.substring(at, end).toLowerCase(Locale.ROOT);
    if (inside("{")) {
      add(Kind.IDENTIFIER, end);
    } else if (word.equals("inf") || word.equals("nan")) {
      add(Kind.NUMBER, end);
    } else {
      boolean keyword = Token.KEYWORDS.contains(word) || Aggregator.of(word).isPresent();
      add(keyword ? Kind.KEYWORD : Kind.IDENTIFIER, end);
    }
  }

  /** {@code 5m}, {@code 1h30m}, {@code 0x1F}, {@code 1.5e-3}, {@code 1_000}. */
  private void number() throws PromqlException {
    int end = end(at, c -> isWordPart(c) || c == '.');
    boolean exponent = "eE".indexOf(text.charAt(end - 1)) >= 0 && end < text.length();
    boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
    if (exponent && "+-".indexOf(text.charAt(end)) >= 0 && !hex) {
      end = end(end + 1, Lexer::isWordPart);
    }
    var word = text.substring(at, end);
    if (Numbers.isDuration(word)) {
      add(Kind.DURATION, end);
    } else if (Numbers.isNumber(word)) {
      add(Kind.NUMBER, end);
    } else {
      throw new PromqlException(at, "'" + word + "' is neither a number nor a duration");
    }
  }

  private void symbol() throws PromqlException {
    for (var operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        add(Kind.OPERATOR, at + operator.length());
        return;
      }
    }
    if ("(){}[],:@".indexOf(text.charAt(at)) < 0) {
      throw new PromqlException(at, "'" + character() + "' has no meaning in PromQL" + mend());
    }
    add(Kind.PUNCTUATION, at + 1);
    match(tokens.getLast());
  }

  private String character() {
    return Character.toString(text.codePointAt(at));
  }

  private String mend() {
    return switch (text.charAt(at)) {
      case '&' -> ": write 'and'";
      case '|' -> ": write 'or'";
      case '!' -> ": write '!=' or, in braces, '!~'";
      default -> "";
    };
  }

  private void match(Token bracket) throws PromqlException {
    switch (bracket.text()) {
      case "(", "{", "[" -> open.add(bracket);
      case ")" -> close("(", bracket);
      case "}" -> close("{", bracket);
      case "]" -> close("[", bracket);
      default -> {}
    }
  }

  private void close(String opening, Token closing) throws PromqlException {
    if (!inside(opening)) {
      throw new PromqlException(closing.start(), "'" + closing.text() + "' closes nothing");
    }
    open.removeLast();
  }

  private boolean inside(String opening) {
    return !open.isEmpty() && open.getLast().text().equals(opening);
  }

  private int endOfString(char quote) throws PromqlException {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\n' && quote != '`') {
        break;
      }
      if (c == '\\' && quote != '`') {
        i++;
      }
    }
    throw new PromqlException(at, "the string is not closed");
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at));
    at = end;
  }

  private int end(int from, IntPredicate part) {
    int end = from;
    while (end < text.length() && part.test(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : ' ';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
