package io.ringwatch.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a series has in a test: a constant, a constant age, or a steady rise.
 *
 * @param start where a rise begins
 * @param value lies, if it is an age, that many seconds before each sample's time, or behind it if
 *     negative
 * @param per how often the value is added
 */
record Input(BigDecimal start, BigDecimal value, boolean ago, Optional<Duration> per) {
  Input {
    start = plain(start);
    value = plain(value);
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  static Input constant(BigDecimal value) {
    return new Input(BigDecimal.ZERO, value, false, Optional.empty());
  }

  static Input ago(BigDecimal seconds) {
    return new Input(BigDecimal.ZERO, seconds, true, Optional.empty());
  }
}
