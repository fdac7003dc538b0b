package io.ringwatch.rules;

import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a metric has in a test: {@code 1}, {@code $min_peers - 1}, {@code 90s}, or, for a timestamp,
 * {@code $stale_after + 1s ago}: that long before each sample. {@code 1 per 5m} rises from 0 by one
 * every five minutes, as counters do, and {@code 5 - 1 per 5m} falls from 5.
 *
 * @param per how often the last term is added to those before it; empty for what stands still
 */
record Level(List<Term> terms, boolean ago, Optional<Duration> per) {
  /**
   * One summand: a quantity, or the name of a parameter.
   *
   * @param sign 1 or -1
   */
  record Term(int sign, Optional<Quantity> quantity, String parameter) {}

  private static final String PER = " per ";
  private static final Pattern TERM = Pattern.compile("\\s*([-+]?)\\s*(\\$?)([a-z0-9_.]+)\\s*");

  Level {
    terms = List.copyOf(terms);
  }

  static Level parse(String text) {
    int per = text.indexOf(PER);
    if (per >= 0) {
      var every = PrometheusDuration.parse(text.substring(per + PER.length()));
      return new Level(
          sum(text.substring(0, per)), false, Optional.of(every.orElseThrow(Level::odd)));
    }
    boolean ago = text.endsWith(" ago");
    var sum = ago ? text.substring(0, text.length() - " ago".length()) : text;
    return new Level(sum(sum), ago, Optional.empty());
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
      terms.add(term(matcher.group(1), !matcher.group(2).isEmpty(), matcher.group(3)));
      at = matcher.end();
    }
    return terms;
  }

  private static IllegalArgumentException odd() {
    return new IllegalArgumentException("write it like 1, $limit - 1, 90s, 5m ago or 1 per 5m");
  }

  private static Term term(String sign, boolean parameter, String text) {
    var quantity = parameter ? Optional.<Quantity>empty() : Optional.of(Quantity.parse(text));
    return new Term(sign.equals("-") ? -1 : 1, quantity, parameter ? text : "");
  }

  List<String> parameters() {
    return terms.stream().filter(t -> t.quantity.isEmpty()).map(Term::parameter).toList();
  }

  /** Where a rise begins; a parameter that is not known counts 0. */
  BigDecimal start(Map<String, BigDecimal> parameters) {
    return per.isEmpty() ? BigDecimal.ZERO : sum(terms.subList(0, terms.size() - 1), parameters);
  }

  /** The sum, or by how much it rises; a parameter that is not known counts 0. */
  BigDecimal value(Map<String, BigDecimal> parameters) {
    return sum(per.isEmpty() ? terms : List.of(terms.getLast()), parameters);
  }

  private static BigDecimal sum(List<Term> terms, Map<String, BigDecimal> parameters) {
    return terms.stream()
        .map(
            t ->
                t.quantity
                    .map(Quantity::value)
                    .orElseGet(() -> parameters.getOrDefault(t.parameter, BigDecimal.ZERO))
                    .multiply(BigDecimal.valueOf(t.sign)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
