package io.ringwatch.rules;

/**
 * A small fault in a rule, which its tests have to find.
 *
 * @param change in words, {@code for: 5m → 4m45s}; no two mutants of a rule have the same
 * @param mend the test that finds it
 * @param rule with the fault
 */
record Mutant(String change, String mend, Written rule) {}
