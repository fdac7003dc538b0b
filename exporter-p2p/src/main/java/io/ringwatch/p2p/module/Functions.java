package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Expr.Arithmetic;
import io.ringwatch.p2p.module.Expr.Conversion;
import io.ringwatch.p2p.module.Expr.Convert;
import io.ringwatch.p2p.module.Expr.Count;
import io.ringwatch.p2p.module.Expr.Exists;
import io.ringwatch.p2p.module.Expr.Extract;
import io.ringwatch.p2p.module.Expr.KeyOf;
import io.ringwatch.p2p.module.Expr.Length;
import io.ringwatch.p2p.module.Expr.Literal;
import io.ringwatch.p2p.module.Expr.Now;
import io.ringwatch.p2p.module.Expr.Operator;
import io.ringwatch.p2p.module.Expr.ProviderOf;
import io.ringwatch.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads literals, and what stands in a function's parentheses. */
final class Functions {

  private static final List<String> NAMES =
      List.of(
          "age",
          "bytes",
          "count",
          "exists",
          "extract",
          "key",
          "length",
          "max",
          "min",
          "now",
          "provider",
          "ratio",
          "seconds",
          "split",
          "time");

  private final Cursor cursor;
  private final PathParser paths;
  private final ExprParser expressions;

  Functions(Cursor cursor, PathParser paths, ExprParser expressions) {
    this.cursor = cursor;
    this.paths = paths;
    this.expressions = expressions;
  }

  /** Reads a call whose name and opening parenthesis are taken. */
  Expr call(String name) throws SyntaxException {
    int at = cursor.position() - name.length() - 1;
    var call =
        switch (name) {
          case "age" -> age();
          case "bytes" -> new Convert(Conversion.BYTES, expressions.expression());
          case "count" -> count();
          case "exists" -> new Exists(expressions.expression());
          case "extract" -> extract();
          case "key" -> new KeyOf(levels());
          case "length" -> new Length(expressions.expression());
          case "max" -> extreme(Operator.MAX);
          case "min" -> extreme(Operator.MIN);
          case "now" -> new Now();
          case "provider" -> new ProviderOf(expressions.expression());
          case "ratio" -> new Convert(Conversion.RATIO, expressions.expression());
          case "seconds" -> new Convert(Conversion.SECONDS, expressions.expression());
          case "split" -> throw cursor.wrong(at, "split() yields many texts (use it in each)");
          case "time" -> new Convert(Conversion.TIME, expressions.expression());
          default ->
              throw cursor.wrong(
                  at, "unknown function '" + name + "' " + Suggestion.mend(name, NAMES));
        };
    cursor.require(")");
    return call;
  }

  /** {@code a.*}, {@code a.* ?? b.*} or {@code split(a, ",")}. */
  Elements elements() throws SyntaxException {
    if (cursor.takeFunction().filter("split"::equals).isPresent()) {
      var text = expressions.expression();
      cursor.require(",");
      var separator = quoted("a separator in quotes");
      cursor.require(")");
      return new Elements.Split(text, separator);
    }
    var choices = new ArrayList<Path>();
    do {
      choices.add(paths.many());
    } while (cursor.take("??"));
    return new Elements.Walked(choices);
  }

  boolean startsLiteral() {
    return cursor.startsQuoted() || cursor.startsNumber() || startsWord();
  }

  /** Text in quotes, a number with or without a unit, true, false or null. */
  Literal literal() throws SyntaxException {
    if (cursor.startsQuoted()) {
      return new Literal(new Value.Text(cursor.takeQuoted()));
    }
    if (cursor.takeWord("true")) {
      return new Literal(new Value.Truth(true));
    }
    if (cursor.takeWord("false")) {
      return new Literal(new Value.Truth(false));
    }
    if (cursor.takeWord("null")) {
      return new Literal(Value.Absent.NULL);
    }
    int at = cursor.position();
    if (!cursor.startsNumber()) {
      throw cursor.wrong("expected a number or text in quotes, found " + cursor.found());
    }
    var text = cursor.takeNumber();
    var number = Quantity.any(text);
    if (number.isEmpty()) {
      throw cursor.wrong(at, "'" + text + "' is not a number (units: 15s, 2ms, 1d, 64MiB)");
    }
    return new Literal(new Value.Numeric(number.getAsDouble()));
  }

  /** A regular expression in quotes. */
  Pattern pattern() throws SyntaxException {
    int at = cursor.position();
    var text = quoted("a regular expression in quotes");
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw cursor.wrong(
          at + 1 + Math.max(0, e.getIndex()), "not a regular expression: " + e.getDescription());
    }
  }

  private boolean startsWord() {
    return List.of("'true'", "'false'", "'null'").contains(cursor.found());
  }

  private Expr age() throws SyntaxException {
    var time = new Convert(Conversion.TIME, expressions.expression());
    return new Arithmetic(Operator.MINUS, new Now(), time);
  }

  private Expr count() throws SyntaxException {
    var elements = paths.many();
    return cursor.takeWord("when")
        ? new Count(elements, Optional.of(expressions.expression()))
        : new Count(elements, Optional.empty());
  }

  private Expr extract() throws SyntaxException {
    var text = expressions.expression();
    cursor.require(",");
    return new Extract(text, pattern());
  }

  private Expr extreme(Operator operator) throws SyntaxException {
    int at = cursor.position();
    var left = expressions.expression();
    expressions.requireNumber(left, at);
    cursor.require(",");
    int rightAt = cursor.position();
    var right = expressions.expression();
    expressions.requireNumber(right, rightAt);
    return new Arithmetic(operator, left, right);
  }

  private int levels() throws SyntaxException {
    if (cursor.peek(')')) {
      return 0;
    }
    var digits = cursor.takeDigits();
    if (digits.isEmpty() || digits.length() > 2) {
      throw cursor.wrong("expected how many elements further out, such as key(1)");
    }
    return Integer.parseInt(digits);
  }

  private String quoted(String what) throws SyntaxException {
    if (!cursor.startsQuoted()) {
      throw cursor.wrong("expected " + what + ", found " + cursor.found());
    }
    return cursor.takeQuoted();
  }
}
