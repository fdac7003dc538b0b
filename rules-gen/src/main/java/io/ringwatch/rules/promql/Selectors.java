package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.LabelMatcher.Operator;
import io.ringwatch.rules.promql.Token.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selectors, and what stands behind them: ranges, {@code offset} and {@code @}. */
final class Selectors {
  private static final String NOT_SHIFTABLE =
      " has to stand behind a selector or a subquery: put it inside, behind the metric";

  private final Tokens tokens;

  Selectors(Tokens tokens) {
    this.tokens = tokens;
  }

  /** {@code name}, {@code name{…}}, {@code {…}}. */
  VectorSelector vector() throws PromqlException {
    int start = tokens.peek().start();
    var name = tokens.peek().is("{") ? "" : tokens.next().text();
    var matchers = tokens.accept("{") ? matchers() : List.<LabelMatcher>of();
    return new VectorSelector(name, matchers, Shift.NONE, new Span(start, tokens.end()));
  }

  private List<LabelMatcher> matchers() throws PromqlException {
    List<LabelMatcher> matchers = new ArrayList<>();
    while (!tokens.accept("}")) {
      matchers.add(matcher());
      if (!tokens.accept(",") && !tokens.peek().is("}")) {
        throw tokens.expected("',' or '}'");
      }
    }
    return matchers;
  }

  private LabelMatcher matcher() throws PromqlException {
    var label = tokens.peek();
    if (label.kind() != Kind.IDENTIFIER && label.kind() != Kind.STRING) {
      throw tokens.expected("a label or '}'");
    }
    tokens.next();
    boolean quoted = label.kind() == Kind.STRING;
    if (quoted) {
      tokens.needs3(label, "a quoted name");
    }
    var name = quoted ? Quoted.value(label) : label.text();
    var operator = Operator.of(tokens.peek());
    if (operator.isPresent()) {
      tokens.next();
      return LabelMatcher.of(
          label, name, operator.get(), tokens.expect(Kind.STRING, "a string in quotes"));
    }
    if (quoted && (tokens.peek().is(",") || tokens.peek().is("}"))) {
      return new LabelMatcher(LabelMatcher.NAME, Operator.EQUAL, name, label.span());
    }
    throw tokens.expected("'=', '!=', '=~' or '!~'");
  }

  /** True before a range, {@code offset} or {@code @}. */
  boolean follows() {
    return tokens.peek().is("[") || tokens.peek().is("@") || tokens.peek().isKeyword("offset");
  }

  /** The expression with the next of those. */
  Expr behind(Expr expr) throws PromqlException {
    var token = tokens.next();
    if (token.is("[")) {
      return range(expr, token);
    }
    return token.is("@") ? at(expr, token) : offset(expr, token);
  }

  private Expr range(Expr expr, Token bracket) throws PromqlException {
    var range = duration(true);
    if (tokens.accept(":")) {
      var step = tokens.peek().is("]") ? Optional.<Duration>empty() : Optional.of(duration(true));
      tokens.expect("]", "']'");
      return new Subquery(expr, range, step, Shift.NONE, spanFrom(expr));
    }
    tokens.expect("]", "':' or ']'");
    if (!(expr instanceof VectorSelector vector)) {
      var mend = ": for a subquery write [" + Numbers.print(range) + ":]";
      throw new PromqlException(bracket.start(), "only a selector can have a range" + mend);
    }
    // An edge may stand before the range: Prometheus forgets to refuse it.
    boolean instant = vector.shift().at().filter(Shift.Instant.class::isInstance).isPresent();
    boolean offset = vector.shift().offset().filter(d -> !d.isZero()).isPresent();
    if (instant || offset) {
      var what = offset ? "offset" : "@";
      throw new PromqlException(bracket.start(), what + " has to stand behind the range");
    }
    return new MatrixSelector(vector, range, spanFrom(expr));
  }

  private Expr offset(Expr expr, Token keyword) throws PromqlException {
    var offset = duration(false);
    var shift = shift(expr, keyword);
    if (shift.offset().filter(d -> !d.isZero()).isPresent()) {
      throw new PromqlException(keyword.start(), "offset stands here a second time");
    }
    return shifted(expr, new Shift(Optional.of(offset), shift.at()));
  }

  private Expr at(Expr expr, Token sign) throws PromqlException {
    var at = tokens.peek().kind() == Kind.KEYWORD ? edge() : instant();
    var shift = shift(expr, sign);
    if (shift.at().isPresent()) {
      throw new PromqlException(sign.start(), "@ stands here a second time");
    }
    return shifted(expr, new Shift(shift.offset(), Optional.of(at)));
  }

  private Shift.At edge() throws PromqlException {
    boolean start = tokens.peek().isKeyword("start");
    if (!start && !tokens.acceptKeyword("end")) {
      throw tokens.expected("a timestamp, start() or end()");
    }
    if (start) {
      tokens.next();
    }
    tokens.expect("(", "'()'");
    tokens.expect(")", "')'");
    return start ? Shift.Edge.START : Shift.Edge.END;
  }

  private Shift.At instant() throws PromqlException {
    var first = tokens.peek();
    double sign = sign();
    double millis = seconds() * 1000;
    if (!(millis < 0x1p63)) {
      throw new PromqlException(first.start(), "the timestamp is out of bounds");
    }
    return new Shift.Instant((long) (sign * Math.floor(millis + 0.5)));
  }

  private double sign() {
    double sign = tokens.accept("-") ? -1 : 1;
    if (sign > 0) {
      tokens.accept("+");
    }
    return sign;
  }

  private double seconds() throws PromqlException {
    var token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> tokens.number();
      case DURATION -> {
        tokens.needs3(token, "a duration as a timestamp");
        yield Numbers.duration(tokens.next()).toMillis() / 1000.0;
      }
      default -> throw tokens.expected("a timestamp, start() or end()");
    };
  }

  private Duration length() throws PromqlException {
    var token = tokens.peek();
    if (tokens.dialect().fillsIn(token)) {
      tokens.next();
      return Dialect.FILLED_IN;
    }
    return switch (token.kind()) {
      case DURATION -> Numbers.duration(tokens.next());
      case NUMBER -> {
        tokens.needs3(token, "a duration without a unit");
        yield Numbers.duration(tokens.number(), token);
      }
      default -> throw tokens.expected("a duration like 5m");
    };
  }

  /**
   * A duration, or in Prometheus 3 a number of seconds.
   *
   * @param positive it has to be more than 0; of an offset 2.42 wants that too, but for its sign
   */
  private Duration duration(boolean positive) throws PromqlException {
    var first = tokens.peek();
    if (first.is("+") || (positive && first.is("-"))) {
      tokens.needs3(first, "a sign here");
    }
    double sign = sign();
    var length = length();
    var duration = sign < 0 ? length.negated() : length;
    if (positive ? !duration.isPositive() : duration.isZero() && !tokens.dialect().has3()) {
      throw new PromqlException(first.start(), "the duration has to be more than 0");
    }
    return duration;
  }

  private static Shift shift(Expr expr, Token token) throws PromqlException {
    return switch (expr) {
      case VectorSelector v -> v.shift();
      case MatrixSelector m -> m.vector().shift();
      case Subquery s -> s.shift();
      default -> throw new PromqlException(token.start(), token.text() + NOT_SHIFTABLE);
    };
  }

  private Expr shifted(Expr expr, Shift shift) {
    var span = spanFrom(expr);
    return switch (expr) {
      case VectorSelector v -> v.shifted(shift, span.end());
      case MatrixSelector m ->
          new MatrixSelector(m.vector().shifted(shift, m.vector().span().end()), m.range(), span);
      case Subquery s -> new Subquery(s.expr(), s.range(), s.step(), shift, span);
      default -> expr;
    };
  }

  private Span spanFrom(Expr expr) {
    return new Span(expr.span().start(), tokens.end());
  }
}
