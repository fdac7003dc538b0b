/**
 * A YAML file into records, strictly: unknown keys, wrong types and missing values are all found in
 * one run, each with its file, line and column, the line itself and the mend.
 *
 * <p>The way of the data: text → events (snakeyaml-engine) → {@code Composer} → placed nodes →
 * {@code Binder} → records.
 */
@NullMarked
package io.ringwatch.yaml;

import org.jspecify.annotations.NullMarked;
