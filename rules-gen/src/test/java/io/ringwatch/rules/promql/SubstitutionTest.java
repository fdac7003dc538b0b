package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("bare", "metric"),
          Map.entry("call", "rate(a[5m])"),
          Map.entry("sum", "a + b"),
          Map.entry("product", "a * b"),
          Map.entry("power", "a ^ b"),
          Map.entry("test", "a > 0"),
          Map.entry("both", "a and b"),
          Map.entry("either", "a or b"),
          Map.entry("noted", " a # why\n + b # because\n"),
          Map.entry("negative", "-a"),
          Map.entry("ratio", "a / on (x) b"));
  private static final Map<String, Parsed> PARAMETERS =
      Map.of(
          "limit", Parsed.number(new BigDecimal(300)), "less", Parsed.number(new BigDecimal(-1)));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "bare => metric",
        "bare{x=\"1\"} > $limit => metric{x=\"1\"} > 300",
        "call > 1 => rate(a[5m]) > 1",
        "sum > $limit => a + b > 300",
        "sum * 2 => (a + b) * 2",
        "2 * sum => 2 * (a + b)",
        "1 - sum => 1 - (a + b)",
        "sum - 1 => a + b - 1",
        "-sum => -(a + b)",
        "-product => -(a * b)",
        "power ^ 2 => (a ^ b) ^ 2",
        "test > 1 => a > 0 > 1",
        "1 < test => 1 < (a > 0)",
        "test and c => a > 0 and c",
        "c unless both => c unless (a and b)",
        "either and c => (a or b) and c",
        "c or both => c or a and b",
        "abs(either) => abs(a or b)",
        "clamp_max(sum, 1) => clamp_max(a + b, 1)",
        "c * on (x) sum => c * on (x) (a + b)",
        "c > bool sum => c > bool a + b",
        "sum offset 5m => (a + b) offset 5m",
        "noted > 1 => 'a # why\n + b > 1'",
        "ratio > 1 => a / on (x) b > 1",
        "2 * negative ^ $less => 2 * (-a) ^ (-1)",
        "rate(bare[5m]) => rate(metric[5m])",
        "sum[5m:] => (a + b)[5m:]",
        "call[5m:] offset 1h => rate(a[5m])[5m:] offset 1h",
        "other{bare=\"1\"} + by => other{bare=\"1\"} + by",
        "max by (bare) (bare) => max by (bare) (metric)",
        "$unknown => $unknown",
        "'  bare  # why' => '  metric  # why'",
      })
  void bracketsComeOnlyWhereTheMeaningNeedsThem(String text, String expanded)
      throws PromqlException {
    Map<String, Parsed> names = new HashMap<>();
    for (var name : NAMES.entrySet()) {
      names.put(name.getKey(), sketch(name.getValue()));
    }
    var result = Substitution.apply(sketch(text), names, PARAMETERS);
    assertThat(result).isEqualTo(expanded);
  }

  private static Parsed sketch(String text) throws PromqlException {
    return Parsed.sketch(text, Dialect.PROMETHEUS_2_42);
  }
}
