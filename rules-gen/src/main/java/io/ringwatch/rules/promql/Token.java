package io.ringwatch.rules.promql;

/**
 * One word of PromQL.
 *
 * @param text as written
 * @param start index of its first character in the expression
 */
public record Token(Kind kind, String text, int start) {
  public enum Kind {
    /** A metric, function, aggregation or label. */
    IDENTIFIER,
    /** {@code and}, {@code by}, {@code offset} …; outside of braces only. */
    KEYWORD,
    NUMBER,
    DURATION,
    STRING,
    /** {@code $name}: not PromQL; a parameter of the spec. */
    PARAMETER,
    OPERATOR,
    /** Brackets, comma, colon, {@code @}. */
    PUNCTUATION
  }

  boolean is(String symbol) {
    return (kind == Kind.PUNCTUATION || kind == Kind.OPERATOR) && text.equals(symbol);
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equalsIgnoreCase(word);
  }

  int end() {
    return start + text.length();
  }
}
