package io.ringwatch.rules;

import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A number, or a duration in seconds.
 *
 * @param written as the spec has it, for people
 */
record Quantity(BigDecimal value, String written) {
  private static final Predicate<String> NUMBER =
      Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?").asMatchPredicate();

  static Quantity parse(String text) {
    var duration = PrometheusDuration.parse(text);
    if (duration.isPresent() && !text.equals("0")) {
      var millis = BigDecimal.valueOf(duration.get().toMillis());
      return new Quantity(millis.movePointLeft(3), PrometheusDuration.format(duration.get()));
    }
    return new Quantity(number(text), text);
  }

  /** {@code 5m}, not {@code 300}. */
  boolean isDuration() {
    return Character.isLetter(written.charAt(written.length() - 1));
  }

  private static BigDecimal number(String text) {
    if (!NUMBER.test(text)) {
      throw new IllegalArgumentException("write a number, or a duration like 5m");
    }
    return new BigDecimal(text);
  }

  /** As PromQL writes it, in base units. */
  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
