package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one expression, read from left to right. */
final class Tokens {
  private final List<Token> tokens;
  private final Dialect dialect;
  private int at;

  Tokens(String text, Dialect dialect) throws PromqlException {
    this.tokens = Lexer.tokens(text);
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The end stays. */
  Token next() {
    var token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Index after what was read last. */
  int end() {
    return at == 0 ? 0 : tokens.get(at - 1).end();
  }

  boolean accept(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      next();
    }
    return found;
  }

  boolean acceptKeyword(String word) {
    boolean found = peek().isKeyword(word);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(String symbol, String what) throws PromqlException {
    if (!peek().is(symbol)) {
      throw expected(what);
    }
    return next();
  }

  Token expect(Kind kind, String what) throws PromqlException {
    if (peek().kind() != kind) {
      throw expected(what);
    }
    return next();
  }

  PromqlException expected(String what) {
    return new PromqlException(peek().start(), "expected " + what + ", not " + peek());
  }

  /** Refuses in 2.42 what only Prometheus 3 understands. */
  void needs3(Token at, String what) throws PromqlException {
    if (!dialect.has3()) {
      throw new PromqlException(at.start(), what + " needs Prometheus 3");
    }
  }

  /** A number, with the token before. */
  double number() throws PromqlException {
    var token = next();
    if (token.text().contains("_")) {
      needs3(token, "an underscore in a number");
    }
    return Numbers.value(token);
  }

  /** {@code (a, b,)} of {@code by}, {@code on} and their like. */
  List<String> labels() throws PromqlException {
    expect("(", "'(' and labels");
    List<String> labels = new ArrayList<>();
    while (!accept(")")) {
      labels.add(label());
      if (!accept(",") && !peek().is(")")) {
        throw expected("',' or ')'");
      }
    }
    return labels;
  }

  private String label() throws PromqlException {
    var token = peek();
    return switch (token.kind()) {
      case STRING -> quotedLabel(next());
      case IDENTIFIER, KEYWORD -> {
        if (token.text().contains(":")) {
          needs3(token, "':' in a label");
        }
        yield next().text();
      }
      default -> throw expected("a label");
    };
  }

  private String quotedLabel(Token token) throws PromqlException {
    needs3(token, "a quoted label");
    var label = Quoted.value(token);
    if (label.isEmpty()) {
      throw new PromqlException(token.start(), "a label cannot be empty");
    }
    return label;
  }
}
