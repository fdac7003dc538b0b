package io.ringwatch.p2p.module;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers with a unit behind them, as programs print them for people: {@code 61G}, {@code 18.2MB},
 * {@code 59h31m}, {@code 28 %}. A bare letter and {@code KiB} count by 1024, as df and free do;
 * {@code kB} and {@code MB} count by 1000, as the SI does.
 */
final class Quantity {

  private static final Pattern PART =
      Pattern.compile("\\s*([-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)\\s*([a-zA-Zµμ%]*)");
  private static final int LONGEST = 64;

  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("µs", 1e-6),
          Map.entry("μs", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("m", 60.0),
          Map.entry("min", 60.0),
          Map.entry("h", 3600.0),
          Map.entry("d", 86400.0),
          Map.entry("w", 604800.0));
  private static final Map<String, Double> RATIO = Map.of("%", 0.01);
  private static final String LETTERS = "KMGTPE";

  private Quantity() {}

  /** A number with no unit at all. */
  static OptionalDouble number(String text) {
    return sum(text, unit -> Optional.empty());
  }

  /** A length of time in seconds; several units may follow each other, the largest first. */
  static OptionalDouble seconds(String text) {
    return sum(text, unit -> Optional.ofNullable(SECONDS.get(unit)));
  }

  static OptionalDouble bytes(String text) {
    return sum(text, Quantity::sizeUnit);
  }

  static OptionalDouble ratio(String text) {
    return sum(text, unit -> Optional.ofNullable(RATIO.get(unit)));
  }

  /** A number in any unit of time or size; a bare one is itself. */
  static OptionalDouble any(String text) {
    var seconds = seconds(text);
    return seconds.isPresent() ? seconds : bytes(text);
  }

  private interface Units {
    Optional<Double> factor(String unit);
  }

  private static OptionalDouble sum(String text, Units units) {
    if (text.length() > LONGEST) {
      return OptionalDouble.empty();
    }
    var matcher = PART.matcher(text);
    double sum = 0;
    double sign = text.strip().startsWith("-") ? -1 : 1;
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      var unit = matcher.group(2);
      boolean whole = end == 0 && matcher.end() == text.length();
      var factor = unit.isEmpty() && whole ? Optional.of(1.0) : units.factor(unit);
      if (factor.isEmpty()) {
        return OptionalDouble.empty();
      }
      double part = Double.parseDouble(matcher.group(1)) * factor.get();
      sum += end == 0 ? part : sign * part;
      end = matcher.end();
    }
    return end == 0 || !text.substring(end).isBlank()
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum);
  }

  private static Optional<Double> sizeUnit(String unit) {
    if (unit.equals("B")) {
      return Optional.of(1.0);
    }
    int power = unit.isEmpty() ? 0 : LETTERS.indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
    if (power == 0) {
      return Optional.empty();
    }
    return switch (unit.substring(1)) {
      case "", "i", "iB" -> Optional.of(Math.pow(1024, power));
      case "B" -> Optional.of(Math.pow(1000, power));
      default -> Optional.empty();
    };
  }
}
