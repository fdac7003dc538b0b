package io.ringwatch.e2e;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting for the world outside, always with a limit. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  @FunctionalInterface
  interface Condition {
    boolean holds();
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @param what the claim, asked for only when it did not come true
   */
  static void until(Supplier<String> what, Duration limit, Condition condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit + ": " + what.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
