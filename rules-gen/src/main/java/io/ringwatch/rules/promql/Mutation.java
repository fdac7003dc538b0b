package io.ringwatch.rules.promql;

/**
 * A small fault in an expression.
 *
 * @param text the faulty expression
 * @param change in words, {@code up == 0 → up != 0}
 * @param mend the test that tells it from the right one
 */
public record Mutation(String text, String change, String mend) {}
