package io.ringwatch.core;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment by which an answer must be there. Everything that waits takes one, so that waiting for
 * another scrape's answer counts as well.
 *
 * @param nanoTime the moment on {@link System#nanoTime}'s clock
 */
public record Deadline(long nanoTime) {

  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left; zero once the moment has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** Whether the moment lies at least this far back. */
  boolean passedFor(Duration duration) {
    return System.nanoTime() - nanoTime >= duration.toNanos();
  }

  /** The earlier of this and {@code limit} from now. */
  public Deadline orIn(Duration limit) {
    var other = in(limit);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }

  /**
   * What is left, in milliseconds and at least 1, for calls to which 0 means for ever.
   *
   * @throws SocketTimeoutException if nothing is left
   */
  public int timeoutMillis() throws SocketTimeoutException {
    if (passed()) {
      throw new SocketTimeoutException("deadline passed");
    }
    return Math.clamp(remaining().toMillis(), 1, Integer.MAX_VALUE);
  }
}
