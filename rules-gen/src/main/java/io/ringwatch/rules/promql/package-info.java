/**
 * PromQL as text: its tokens, the names it refers to, and names replaced by expressions. A room of
 * its own because it is the language of Prometheus 2.42 and 3.x and knows nothing of specs.
 */
@NullMarked
package io.ringwatch.rules.promql;

import org.jspecify.annotations.NullMarked;
