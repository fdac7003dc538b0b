package io.ringwatch.rules.promql;

import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and durations of PromQL, read and printed as Go does it. */
final class Numbers {
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX](_?[0-9a-fA-F])+");
  private static final Pattern OCTAL = Pattern.compile("0(_?[0-7])*");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:D(?:\\.(?:D)?)?|\\.D)(?:[eE][-+]?D)?".replace("D", DIGITS));
  private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+");
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** From here on 2.42 prints an exponent. */
  private static final int SHORT_DIGITS = 6;

  /** Nanoseconds in 64 bits, as seconds. */
  private static final double MOST_SECONDS = 0x1p63 / 1e9;

  private Numbers() {}

  static boolean isNumber(String word) {
    return HEXADECIMAL.matcher(word).matches() || DECIMAL.matcher(word).matches();
  }

  static boolean isDuration(String word) {
    return DURATION.matcher(word).matches();
  }

  /** {@code 010} is 8, as in Go. */
  static double value(Token number) throws PromqlException {
    var word = number.text().toLowerCase(Locale.ROOT);
    if (word.equals("inf") || word.equals("nan")) {
      return word.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    var digits = word.replace("_", "");
    if (word.startsWith("0x")) {
      return whole(digits.substring(2), 16, number);
    }
    if (OCTAL.matcher(word).matches() && new BigInteger(digits, 8).compareTo(LONGEST) <= 0) {
      return whole(digits, 8, number);
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new PromqlException(number.start(), number + " is too large for a number");
    }
    return value;
  }

  private static double whole(String digits, int radix, Token number) throws PromqlException {
    var value = new BigInteger(digits, radix);
    if (value.compareTo(LONGEST) > 0) {
      throw new PromqlException(number.start(), number + " is too large for a number");
    }
    return value.longValueExact();
  }

  /** Of a token of that kind. */
  static Duration duration(Token token) throws PromqlException {
    var duration = PrometheusDuration.parse(token.text());
    if (duration.isPresent()) {
      return duration.get();
    }
    boolean ordered =
        token.text().matches("(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");
    throw new PromqlException(
        token.start(),
        token
            + (ordered
                ? " is longer than Prometheus can hold (292 years)"
                : " is not a duration: units go from large to small, each once, as in 1h30m"));
  }

  /** Seconds as a duration, to the millisecond towards 0. */
  static Duration duration(double seconds, Token at) throws PromqlException {
    if (Double.isNaN(seconds) || Math.abs(seconds) >= MOST_SECONDS) {
      throw new PromqlException(at.start(), at + " is longer than Prometheus can hold (292 years)");
    }
    return Duration.ofMillis(Math.round(seconds * 1e9) / 1_000_000);
  }

  /** {@code -1h30m}. */
  static String print(Duration duration) {
    var text = PrometheusDuration.format(duration.abs());
    return duration.isNegative() ? "-" + text : text;
  }

  /**
   * As Prometheus prints a number: 2.42 in the shorter of {@code 1e+06} and {@code 0.5}, 3 never
   * with an exponent.
   */
  static String print(double value, Dialect dialect) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return dialect.has3() || (exponent >= -4 && exponent < SHORT_DIGITS)
        ? shortest.toPlainString()
        : scientific(shortest, exponent);
  }

  private static String scientific(BigDecimal shortest, int exponent) {
    var digits = shortest.unscaledValue().abs().toString();
    var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    var sign = shortest.signum() < 0 ? "-" : "";
    var size = String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + size;
  }
}
