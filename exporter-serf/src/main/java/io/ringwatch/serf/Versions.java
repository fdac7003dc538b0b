package io.ringwatch.serf;

import org.jspecify.annotations.Nullable;

/** The gossip protocol versions that a member understands and the one that it speaks. */
record Versions(int min, int max, int current) {

  /** As records have it, but ten thousand times a scrape. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Versions that
        && min == that.min
        && max == that.max
        && current == that.current;
  }

  @Override
  public int hashCode() {
    return current;
  }
}
