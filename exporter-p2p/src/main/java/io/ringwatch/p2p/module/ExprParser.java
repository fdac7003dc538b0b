package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Expr.Arithmetic;
import io.ringwatch.p2p.module.Expr.Compare;
import io.ringwatch.p2p.module.Expr.Comparison;
import io.ringwatch.p2p.module.Expr.Either;
import io.ringwatch.p2p.module.Expr.Logic;
import io.ringwatch.p2p.module.Expr.Matches;
import io.ringwatch.p2p.module.Expr.Not;
import io.ringwatch.p2p.module.Expr.Operator;
import io.ringwatch.p2p.module.Expr.Read;
import io.ringwatch.p2p.module.Expr.Unless;
import java.util.EnumSet;

/**
 * Reads expressions. The grammar, loosest first:
 *
 * <pre>{@code
 * or      = and {"or" and}                 and     = not {"and" not}
 * not     = "not" not | compare            compare = sum [("==" | "!=" | "<" | …) sum
 *                                                        | "matches" "pattern"]
 * sum     = product {("+" | "-") product}  product = choice {("*" | "/") choice}
 * choice  = term {"??" term | "unless" literal}
 * term    = literal | function "(" … ")" | path | "(" or ")"
 * literal = "text" | true | false | null | number with or without a unit: 15s, 2ms, 64MiB
 * }</pre>
 */
final class ExprParser {

  private static final int DEEPEST = 32;

  private final Cursor cursor;
  private final PathParser paths;
  private final Functions functions;
  private int depth;

  private ExprParser(String text) {
    cursor = new Cursor(text);
    paths = new PathParser(cursor);
    functions = new Functions(cursor, paths, this);
  }

  /** Reads an expression that yields one value. */
  static Expr parse(String text) throws SyntaxException {
    var parser = new ExprParser(text);
    var expression = parser.expression();
    parser.cursor.requireEnd();
    return expression;
  }

  /** Reads what a group repeats its metrics for. */
  static Elements parseElements(String text) throws SyntaxException {
    var parser = new ExprParser(text);
    var elements = parser.functions.elements();
    parser.cursor.requireEnd();
    return elements;
  }

  /** Reads a single path without stars. */
  static Path parsePath(String text) throws SyntaxException {
    var cursor = new Cursor(text);
    var path = new PathParser(cursor).one();
    cursor.requireEnd();
    return path;
  }

  Expr expression() throws SyntaxException {
    if (++depth > DEEPEST) {
      throw cursor.wrong("more than " + DEEPEST + " parentheses inside each other");
    }
    var left = and();
    while (cursor.takeWord("or")) {
      left = new Logic(false, left, and());
    }
    depth--;
    return left;
  }

  private Expr and() throws SyntaxException {
    var left = not();
    while (cursor.takeWord("and")) {
      left = new Logic(true, left, not());
    }
    return left;
  }

  private Expr not() throws SyntaxException {
    int negations = 0;
    while (cursor.takeWord("not")) {
      negations++;
    }
    var negated = compare();
    for (int i = 0; i < negations; i++) {
      negated = new Not(negated);
    }
    return negated;
  }

  private Expr compare() throws SyntaxException {
    var left = sum();
    if (cursor.takeWord("matches")) {
      return new Matches(left, functions.pattern());
    }
    for (var how : EnumSet.allOf(Comparison.class)) {
      if (cursor.take(how.symbol())) {
        return new Compare(how, left, sum());
      }
    }
    if (cursor.peek('=')) {
      throw cursor.wrong("'=' is no operator (try ==)");
    }
    return left;
  }

  private Expr sum() throws SyntaxException {
    int at = cursor.position();
    var left = product();
    while (cursor.peek('+') || cursor.peek('-')) {
      var operator = cursor.take("+") ? Operator.PLUS : Operator.MINUS;
      cursor.take("-");
      left = arithmetic(operator, left, at, this::product);
    }
    return left;
  }

  private Expr product() throws SyntaxException {
    int at = cursor.position();
    var left = choice();
    while (cursor.peek('*') || cursor.peek('/')) {
      var operator = cursor.take("*") ? Operator.TIMES : Operator.DIVIDED_BY;
      cursor.take("/");
      left = arithmetic(operator, left, at, this::choice);
    }
    return left;
  }

  /** Reads a part of an expression. */
  interface Part {
    Expr read() throws SyntaxException;
  }

  private Expr arithmetic(Operator operator, Expr left, int at, Part right) throws SyntaxException {
    requireNumber(left, at);
    int rightAt = cursor.position();
    var operand = right.read();
    requireNumber(operand, rightAt);
    return new Arithmetic(operator, left, operand);
  }

  void requireNumber(Expr operand, int at) throws SyntaxException {
    switch (operand.kind()) {
      case TRUTH -> throw cursor.wrong(at, "is true or false, not a number");
      case TEXT -> throw cursor.wrong(at, "is text, not a number");
      case NUMBER, ANY -> {}
    }
  }

  private Expr choice() throws SyntaxException {
    var left = term();
    while (true) {
      if (cursor.take("??")) {
        left = new Either(left, term());
      } else if (cursor.takeWord("unless")) {
        left = new Unless(left, functions.literal().value());
      } else {
        return left;
      }
    }
  }

  private Expr term() throws SyntaxException {
    if (cursor.take("(")) {
      var inner = expression();
      cursor.require(")");
      return inner;
    }
    if (functions.startsLiteral()) {
      return functions.literal();
    }
    var function = cursor.takeFunction();
    return function.isPresent() ? functions.call(function.get()) : new Read(paths.one());
  }
}
