package io.ringwatch.rules.promql;

import java.util.List;

/**
 * {@code by (…)} or {@code without (…)} of an aggregation; none at all is {@code by ()}.
 *
 * @param labels as written, in order
 */
public record Grouping(boolean without, List<String> labels) {
  static final Grouping NONE = new Grouping(false, List.of());

  public Grouping {
    labels = List.copyOf(labels);
  }
}
