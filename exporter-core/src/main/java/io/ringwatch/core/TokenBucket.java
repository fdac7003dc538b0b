package io.ringwatch.core;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets a burst through, and from then on one request an interval. */
final class TokenBucket {

  private final long intervalNanos;
  private final long burst;
  private final LongSupplier nanoTime;
  private long tokens;
  private long countedNanos;

  /**
   * @param interval positive
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  TokenBucket(Duration interval, int burst, LongSupplier nanoTime) {
    this.intervalNanos = interval.toNanos();
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.tokens = burst;
    this.countedNanos = nanoTime.getAsLong();
  }

  synchronized boolean take() {
    long earned = (nanoTime.getAsLong() - countedNanos) / intervalNanos;
    countedNanos += earned * intervalNanos;
    tokens = Math.min(burst, tokens + earned);
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
