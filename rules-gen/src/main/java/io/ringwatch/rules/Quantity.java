package io.ringwatch.rules;

import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;

/**
 * A number, or a duration in seconds.
 *
 * @param written as the spec has it, for people
 */
record Quantity(BigDecimal value, String written) {
  static Quantity parse(String text) {
    var duration = PrometheusDuration.parse(text);
    if (duration.isPresent()) {
      var millis = BigDecimal.valueOf(duration.get().toMillis());
      return new Quantity(millis.movePointLeft(3), PrometheusDuration.format(duration.get()));
    }
    try {
      return new Quantity(new BigDecimal(text), text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("write a number, or a duration like 5m", e);
    }
  }

  /** As PromQL writes it, in base units. */
  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
