package io.ringwatch.rules.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One condition of a selector.
 *
 * @param value unescaped; a byte that is not UTF-8 is a lone surrogate, U+DC80 to U+DCFF
 */
public record LabelMatcher(String label, Operator operator, String value, Span span) {
  /** What is asked of the label. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    static Optional<Operator> of(Token token) {
      return Arrays.stream(values()).filter(o -> token.is(o.symbol)).findFirst();
    }

    /** As it is printed. */
    @Override
    public String toString() {
      return symbol;
    }
  }

  /** The label that holds a metric's name. */
  public static final String NAME = "__name__";

  static LabelMatcher of(Token label, String name, Operator operator, Token value)
      throws PromqlException {
    var text = Quoted.value(value);
    var matcher = new LabelMatcher(name, operator, text, label.span().to(value.span()));
    if (operator == Operator.MATCHES || operator == Operator.MATCHES_NOT) {
      compiled(text, value);
    }
    return matcher;
  }

  private static void compiled(String regex, Token at) throws PromqlException {
    try {
      if (!Repetitions.areFew(regex)) {
        throw new PatternSyntaxException("more than 1000 repetitions", regex);
      }
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      var message = e.getDescription() + ": " + e.getPattern();
      throw new PromqlException(at.start(), "no regular expression (RE2): " + message);
    }
  }

  /** Whether a series without the label, or with an empty one, passes. */
  public boolean passesEmpty() {
    return passes("");
  }

  /** Whether a series with this value of the label passes; the whole value has to match. */
  public boolean passes(String candidate) {
    return switch (operator) {
      case EQUAL -> value.equals(candidate);
      case NOT_EQUAL -> !value.equals(candidate);
      case MATCHES -> Pattern.compile(value).matches(candidate);
      case MATCHES_NOT -> !Pattern.compile(value).matches(candidate);
    };
  }
}
