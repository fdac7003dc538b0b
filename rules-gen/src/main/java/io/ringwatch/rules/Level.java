package io.ringwatch.rules;

import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a metric has in a test: {@code 1}, {@code $min_peers - 1}, {@code 100 * $share}, {@code
 * 90s}, or, for a timestamp, {@code $stale_after + 1s ago}: that long before each sample. {@code 1
 * per 5m} rises from 0 by one every five minutes, as counters do; {@code -1 per 5m from 3} falls.
 *
 * @param per how often the metric rises; empty for one that stands still
 * @param start where the rise begins; nothing for 0
 */
record Level(List<Term> terms, boolean ago, Optional<Duration> per, List<Term> start) {
  /**
   * One summand.
   *
   * @param sign 1 or -1
   */
  record Term(int sign, List<Factor> product) {
    Term {
      product = List.copyOf(product);
    }

    private BigDecimal value(Map<String, BigDecimal> parameters) {
      return product.stream()
          .map(f -> f.value(parameters))
          .reduce(BigDecimal.valueOf(sign), BigDecimal::multiply);
    }
  }

  /** A quantity, or the name of a parameter. */
  record Factor(Optional<Quantity> quantity, String parameter) {
    private static Factor parse(String text) {
      return text.startsWith("$")
          ? new Factor(Optional.empty(), text.substring(1))
          : new Factor(Optional.of(Quantity.parse(text)), "");
    }

    private BigDecimal value(Map<String, BigDecimal> parameters) {
      return quantity
          .map(Quantity::value)
          .orElseGet(() -> parameters.getOrDefault(parameter, BigDecimal.ZERO));
    }
  }

  private static final Pattern RISE = Pattern.compile("(.*) per (\\S+)(?: from (.+))?");
  private static final String FACTOR = "\\$?[a-z0-9_.]+";
  private static final Pattern TERM =
      Pattern.compile("\\s*([-+]?)\\s*(F(?:\\s*\\*\\s*F)*)\\s*".replace("F", FACTOR));

  Level {
    terms = List.copyOf(terms);
    start = List.copyOf(start);
  }

  static Level parse(String text) {
    var rise = RISE.matcher(text);
    if (rise.matches()) {
      var every = PrometheusDuration.parse(rise.group(2)).orElseThrow(Level::odd);
      List<Term> start = rise.group(3) == null ? List.of() : sum(rise.group(3));
      return new Level(sum(rise.group(1)), false, Optional.of(every), start);
    }
    boolean ago = text.endsWith(" ago");
    var sum = ago ? text.substring(0, text.length() - " ago".length()) : text;
    return new Level(sum(sum), ago, Optional.empty(), List.of());
  }

  private static List<Term> sum(String sum) {
    List<Term> terms = new ArrayList<>();
    var matcher = TERM.matcher(sum);
    int at = 0;
    while (at < sum.length() || terms.isEmpty()) {
      boolean joined = matcher.region(at, sum.length()).lookingAt();
      if (!joined || (at > 0 && matcher.group(1).isEmpty())) {
        throw odd();
      }
      terms.add(term(matcher.group(1), matcher.group(2)));
      at = matcher.end();
    }
    return terms;
  }

  private static IllegalArgumentException odd() {
    return new IllegalArgumentException(
        "write it like 1, $limit - 1, 2 * $limit, 90s, 5m ago or 1 per 5m");
  }

  private static Term term(String sign, String product) {
    var factors = Arrays.stream(product.split("\\*", -1)).map(String::strip).map(Factor::parse);
    return new Term(sign.equals("-") ? -1 : 1, factors.toList());
  }

  List<String> parameters() {
    return Stream.concat(terms.stream(), start.stream())
        .flatMap(t -> t.product.stream())
        .filter(f -> f.quantity.isEmpty())
        .map(Factor::parameter)
        .toList();
  }

  /** The sum, or by how much it rises; a parameter that is not known counts 0. */
  BigDecimal value(Map<String, BigDecimal> parameters) {
    return sum(terms, parameters);
  }

  /** Where a rise begins; a parameter that is not known counts 0. */
  BigDecimal start(Map<String, BigDecimal> parameters) {
    return sum(start, parameters);
  }

  private static BigDecimal sum(List<Term> terms, Map<String, BigDecimal> parameters) {
    return terms.stream().map(t -> t.value(parameters)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
