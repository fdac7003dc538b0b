package io.ringwatch.yaml;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 1h30m}, {@code 5m}, {@code 250ms}, {@code 1y2w3d}; a
 * year is 365 days. Format: prometheus/common, model/time.go.
 */
public final class PrometheusDuration {
  private record Unit(String name, long millis, boolean onlyWhole) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("y", 365L * 24 * 3600 * 1000, true),
          new Unit("w", 7L * 24 * 3600 * 1000, true),
          new Unit("d", 24L * 3600 * 1000, false),
          new Unit("h", 3600L * 1000, false),
          new Unit("m", 60L * 1000, false),
          new Unit("s", 1000, false),
          new Unit("ms", 1, false));

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  /** What Prometheus can hold: nanoseconds in 64 bits. */
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

  private static final Pattern ONE_NUMBER = Pattern.compile("(\\d{1,9})\\s*([a-zµ]*)\\.?");
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("", "s"),
          Map.entry("sec", "s"),
          Map.entry("secs", "s"),
          Map.entry("second", "s"),
          Map.entry("seconds", "s"),
          Map.entry("min", "m"),
          Map.entry("mins", "m"),
          Map.entry("minute", "m"),
          Map.entry("minutes", "m"),
          Map.entry("hr", "h"),
          Map.entry("hour", "h"),
          Map.entry("hours", "h"),
          Map.entry("day", "d"),
          Map.entry("days", "d"),
          Map.entry("week", "w"),
          Map.entry("weeks", "w"),
          Map.entry("msec", "ms"),
          Map.entry("millis", "ms"));

  private PrometheusDuration() {}

  /** Empty if the text is not a duration, or longer than Prometheus can hold (292 years). */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    var match = SHAPE.matcher(text);
    if (text.isEmpty() || text.length() > 100 || !match.matches()) {
      return Optional.empty();
    }
    var millis = BigInteger.ZERO;
    for (int i = 0; i < UNITS.size(); i++) {
      var digits = match.group(i + 1);
      if (digits != null) {
        var unit = BigInteger.valueOf(UNITS.get(i).millis());
        millis = millis.add(new BigInteger(digits).multiply(unit));
      }
    }
    return millis.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis.longValue()));
  }

  /** As Prometheus prints it: {@code 90m} is {@code 1h30m}, nothing is {@code 0s}. */
  public static String format(Duration duration) {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0s";
    }
    var text = new StringBuilder();
    for (var unit : UNITS) {
      if (!unit.onlyWhole() || rest % unit.millis() == 0) {
        long count = rest / unit.millis();
        rest -= count * unit.millis();
        if (count > 0) {
          text.append(count).append(unit.name());
        }
      }
    }
    return text.toString();
  }

  /** What the writer of {@code 5 min} most likely meant. */
  static String mend(String text) {
    var match = ONE_NUMBER.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (match.matches()) {
      var word = match.group(2);
      var guess = match.group(1) + WORDS.getOrDefault(word, word);
      if (parse(guess).isPresent()) {
        return "try " + guess;
      }
    }
    return "write it like 5m, 1h30m or 250ms";
  }
}
