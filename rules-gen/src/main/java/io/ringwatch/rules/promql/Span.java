package io.ringwatch.rules.promql;

/**
 * Where something stands in an expression.
 *
 * @param start index of its first character
 * @param end index after its last
 */
public record Span(int start, int end) {
  Span to(Span last) {
    return new Span(start, last.end);
  }
}
