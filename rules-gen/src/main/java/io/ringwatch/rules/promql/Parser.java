package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.StringLiteral;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Matching.Side;
import io.ringwatch.rules.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PromQL into an {@link Expr}, by precedence climbing. Grammar: Prometheus,
 * promql/parser/generated_parser.y.
 */
final class Parser {
  /** How deep expressions may stand in each other: more than any rule needs, fit for 256 KB. */
  private static final int DEEPEST = 64;

  /** The same with operators in a row, where each stands in the next. */
  private static final int TALLEST = 100;

  private final Tokens tokens;
  private final Selectors selectors;
  private int depth;

  /** Of the expression that was read last. */
  private int height;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.selectors = new Selectors(tokens);
  }

  /** The expression of the whole text; its types are not checked. */
  static Expr parse(String text, Dialect dialect) throws PromqlException {
    var parser = new Parser(new Tokens(text, dialect));
    if (parser.tokens.peek().kind() == Kind.END) {
      throw new PromqlException(0, "there is no expression");
    }
    var expr = parser.expression(1);
    if (parser.tokens.peek().kind() != Kind.END) {
      throw parser.tokens.expected("an operator or the end");
    }
    return expr;
  }

  /** Of operators that bind at least that tightly. */
  private Expr expression(int tightness) throws PromqlException {
    bounded(++depth, DEEPEST);
    var left = operand();
    int tallest = height;
    while (true) {
      var operator = BinaryOperator.of(tokens.peek());
      if (operator.isEmpty() || operator.get().precedence() < tightness) {
        break;
      }
      left = binary(operator.get(), left);
      tallest = 1 + Math.max(tallest, height);
      bounded(tallest, TALLEST);
    }
    height = tallest;
    depth--;
    return left;
  }

  private void bounded(int levels, int most) throws PromqlException {
    if (levels > most) {
      var message = "deeper than " + most + " levels: split it into recording rules";
      throw new PromqlException(tokens.peek().start(), message);
    }
  }

  private Binary binary(BinaryOperator operator, Expr left) throws PromqlException {
    var span = tokens.next().span();
    boolean bool = tokens.acceptKeyword("bool");
    var matching = matching();
    int precedence = operator.precedence();
    var right = expression(operator.isRightAssociative() ? precedence : precedence + 1);
    return new Binary(operator, left, right, bool, matching, span);
  }

  private Matching matching() throws PromqlException {
    boolean on = tokens.peek().isKeyword("on");
    if (!on && !tokens.peek().isKeyword("ignoring")) {
      return Matching.ALL;
    }
    tokens.next();
    var matching = new Matching(on, tokens.labels(), Side.NEITHER, List.of());
    if (tokens.acceptKeyword("group_left")) {
      return matching.grouped(Side.LEFT, included());
    }
    return tokens.acceptKeyword("group_right")
        ? matching.grouped(Side.RIGHT, included())
        : matching;
  }

  private List<String> included() throws PromqlException {
    return tokens.peek().is("(") ? tokens.labels() : List.of();
  }

  private Expr operand() throws PromqlException {
    if (tokens.peek().is("-") || tokens.peek().is("+")) {
      return signed();
    }
    var expr = primary();
    while (selectors.follows()) {
      expr = selectors.behind(expr);
      bounded(++height, TALLEST);
    }
    return expr;
  }

  private Expr signed() throws PromqlException {
    var sign = tokens.next();
    boolean negative = sign.is("-");
    var expr = expression(BinaryOperator.SIGN + 1);
    height++;
    var span = sign.span().to(expr.span());
    return expr instanceof NumberLiteral n
        ? new NumberLiteral(negative ? -n.value() : n.value(), n.duration(), span)
        : new Unary(negative, expr, span);
  }

  private Expr primary() throws PromqlException {
    var token = tokens.peek();
    height = 1;
    return switch (token.kind()) {
      case NUMBER -> new NumberLiteral(tokens.number(), false, token.span());
      case DURATION -> duration(tokens.next());
      case STRING -> new StringLiteral(Quoted.value(tokens.next()), token.span());
      case PARAMETER -> new Expr.Parameter(tokens.next().text().substring(1), token.span());
      case IDENTIFIER, KEYWORD -> word(token);
      case OPERATOR, PUNCTUATION, END -> bracketed(token);
    };
  }

  private Expr duration(Token token) throws PromqlException {
    tokens.needs3(token, "a duration as a number");
    var seconds = Numbers.duration(token).toMillis() / 1000.0;
    return new NumberLiteral(seconds, true, token.span());
  }

  private Expr bracketed(Token token) throws PromqlException {
    if (token.is("{")) {
      return selectors.vector();
    }
    if (!tokens.accept("(")) {
      throw tokens.expected("an expression");
    }
    var expr = expression(1);
    height++;
    tokens.expect(")", "an operator or ')'");
    return new Paren(expr, new Span(token.start(), tokens.end()));
  }

  private Expr word(Token token) throws PromqlException {
    var second = tokens.peekSecond();
    var aggregator = Aggregator.of(token.text()).filter(_ -> token.kind() == Kind.KEYWORD);
    boolean called = second.is("(");
    if (aggregator.isPresent()) {
      if (called || second.isKeyword("by") || second.isKeyword("without")) {
        return aggregation(aggregator.get());
      }
    } else if (called && token.kind() == Kind.IDENTIFIER && !token.text().contains(":")) {
      return call(tokens.next());
    }
    if (!token.canNameMetric()) {
      throw tokens.expected("an expression");
    }
    return selectors.vector();
  }

  private Expr call(Token name) throws PromqlException {
    var function = Functions.called(name, tokens.dialect());
    var arguments = arguments();
    return new Call(function, arguments, new Span(name.start(), tokens.end()));
  }

  private Expr aggregation(Aggregator aggregator) throws PromqlException {
    var name = tokens.next();
    if (aggregator.isExperimental()) {
      throw new PromqlException(name.start(), aggregator + Functions.EXPERIMENTAL);
    }
    var before = grouping();
    if (!tokens.peek().is("(")) {
      throw tokens.expected("'(' and what to aggregate");
    }
    var arguments = arguments();
    var grouping = before.isPresent() ? before.get() : grouping().orElse(Grouping.NONE);
    int wanted = aggregator.parameter().isPresent() ? 2 : 1;
    if (arguments.size() != wanted) {
      var message = aggregator + " takes " + wanted + " argument" + (wanted == 1 ? "" : "s");
      throw new PromqlException(name.start(), message + ", not " + arguments.size());
    }
    var parameter = wanted == 2 ? Optional.of(arguments.getFirst()) : Optional.<Expr>empty();
    var span = new Span(name.start(), tokens.end());
    return new Aggregation(aggregator, parameter, arguments.getLast(), grouping, span);
  }

  private Optional<Grouping> grouping() throws PromqlException {
    boolean without = tokens.peek().isKeyword("without");
    if (!without && !tokens.peek().isKeyword("by")) {
      return Optional.empty();
    }
    tokens.next();
    return Optional.of(new Grouping(without, tokens.labels()));
  }

  private List<Expr> arguments() throws PromqlException {
    tokens.expect("(", "'('");
    List<Expr> arguments = new ArrayList<>();
    int tallest = 0;
    while (!tokens.accept(")")) {
      arguments.add(expression(1));
      tallest = Math.max(tallest, height);
      if (!tokens.peek().is(")")) {
        tokens.expect(",", "an operator, ',' or ')'");
        if (tokens.peek().is(")")) {
          throw tokens.expected("an argument");
        }
      }
    }
    height = tallest + 1;
    return arguments;
  }
}
