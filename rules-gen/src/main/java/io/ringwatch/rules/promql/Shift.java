package io.ringwatch.rules.promql;

import java.time.Duration;
import java.util.Optional;

/**
 * When a selector or a subquery is evaluated, if not at the time of the query.
 *
 * @param offset how long before; negative is after
 */
public record Shift(Optional<Duration> offset, Optional<At> at) {
  /** {@code @}: an instant, or an end of the query's range. */
  public sealed interface At {}

  /**
   * {@code @ 1609746000}.
   *
   * @param millis since 1970
   */
  public record Instant(long millis) implements At {}

  /** {@code @ start()} and {@code @ end()}. */
  public enum Edge implements At {
    START,
    END
  }

  /** At the time of the query. */
  public static final Shift NONE = new Shift(Optional.empty(), Optional.empty());
}
