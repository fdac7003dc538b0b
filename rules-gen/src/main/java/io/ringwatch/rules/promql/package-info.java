/**
 * PromQL: text to a typed tree and back, and what can be told of an expression without running it
 * (label flow, values, units, likely mistakes). A room of its own because it is the language of
 * Prometheus 2.42 and 3.x and knows nothing of specs.
 */
@NullMarked
package io.ringwatch.rules.promql;

import org.jspecify.annotations.NullMarked;
