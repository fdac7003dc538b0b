package io.ringwatch.rules.promql;

import java.util.Locale;
import java.util.Set;

/**
 * One word of PromQL.
 *
 * @param text as written
 * @param start index of its first character in the expression
 */
record Token(Kind kind, String text, int start) {
  enum Kind {
    /** A metric, function or label; within braces also what elsewhere is a keyword. */
    IDENTIFIER,
    /** A word of {@link #KEYWORDS} or an aggregation, outside of braces, in any case. */
    KEYWORD,
    NUMBER,
    DURATION,
    STRING,
    /** {@code $name}: not PromQL; a parameter of the spec. */
    PARAMETER,
    OPERATOR,
    /** Brackets, comma, colon, {@code @}. */
    PUNCTUATION,
    END
  }

  /** Words with a meaning of their own, besides the aggregations. */
  static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "atan2",
          "bool",
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "offset",
          "start",
          "end");

  /** Keywords that no metric can be named like without a matcher of {@code __name__}. */
  private static final Set<String> NO_METRICS =
      Set.of("atan2", "bool", "on", "ignoring", "group_left", "group_right");

  boolean is(String symbol) {
    return (kind == Kind.PUNCTUATION || kind == Kind.OPERATOR) && text.equals(symbol);
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equalsIgnoreCase(word);
  }

  boolean canNameMetric() {
    return kind == Kind.IDENTIFIER
        || (kind == Kind.KEYWORD && !NO_METRICS.contains(text.toLowerCase(Locale.ROOT)));
  }

  int end() {
    return start + text.length();
  }

  Span span() {
    return new Span(start, end());
  }

  /** For messages. */
  @Override
  public String toString() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
