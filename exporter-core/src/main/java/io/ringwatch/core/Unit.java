package io.ringwatch.core;

import java.util.Locale;

/**
 * What a metric's value counts, in Prometheus base units. Written to the catalogue in lower case.
 */
public enum Unit {
  /** A plain number, a count or a truth value. */
  NONE,
  /** A length of time in seconds. */
  SECONDS,
  /** An instant, in seconds since 1970-01-01 UTC. */
  TIMESTAMP,
  /** A size in bytes. */
  BYTES,
  /** A share from 0 to 1. */
  RATIO;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
