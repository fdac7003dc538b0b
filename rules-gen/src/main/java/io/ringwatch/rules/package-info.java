/**
 * One YAML spec into alert rules and their tests.
 *
 * <p>spec files → {@code Spec} (records, with places) → {@code Compilation} (checked against the
 * metric catalogue) → {@code RulePack} → renderers, each pure → files.
 */
@NullMarked
package io.ringwatch.rules;

import org.jspecify.annotations.NullMarked;
