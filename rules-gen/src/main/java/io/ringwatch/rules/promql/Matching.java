package io.ringwatch.rules.promql;

import java.util.List;

/**
 * How the series of two vectors find each other: {@code on (…) group_left (…)}.
 *
 * @param on the labels are those that have to be equal; otherwise those that are ignored
 * @param include labels that the side of "one" gives to the result
 */
public record Matching(boolean on, List<String> labels, Side many, List<String> include) {
  /** On which side several series may match one of the other. */
  public enum Side {
    NEITHER,
    /** {@code group_left}. */
    LEFT,
    /** {@code group_right}. */
    RIGHT
  }

  static final Matching ALL = new Matching(false, List.of(), Side.NEITHER, List.of());

  public Matching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  Matching grouped(Side side, List<String> included) {
    return new Matching(on, labels, side, included);
  }
}
