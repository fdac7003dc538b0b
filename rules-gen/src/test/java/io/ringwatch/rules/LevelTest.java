package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {
  private static final Map<String, BigDecimal> PARAMETERS =
      Map.of("limit", BigDecimal.valueOf(300), "share", new BigDecimal("0.25"));

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "-1, -1, false",
    "18446744073709551615, 18446744073709551615, false",
    "90s, 90, false",
    "250ms, 0.25, false",
    "5m ago, 300, true",
    "$limit, 300, false",
    "$limit + 1s ago, 301, true",
    "$limit-$share, 299.75, false",
    "1h - $limit + 10 ago, 3310, true",
    "2 * $limit - 4*$share*1s + 1, 600, false",
  })
  void isASumOfProductsOfNumbersDurationsAndParameters(String text, String value, boolean ago) {
    var level = Level.parse(text);
    assertThat(Quantity.plain(level.value(PARAMETERS))).isEqualTo(value);
    assertThat(level.ago()).isEqualTo(ago);
  }

  @Test
  void mayRiseAsCountersDo() {
    var level = Level.parse("$limit - 298 per 5m");
    assertThat(level.start(PARAMETERS)).isZero();
    assertThat(level.value(PARAMETERS)).isEqualByComparingTo("2");
    assertThat(level.per()).contains(Duration.ofMinutes(5));
  }

  @Test
  void mayFallFromANumber() {
    var level = Level.parse("-2 per 5m from $limit + 1");
    assertThat(level.start(PARAMETERS)).isEqualByComparingTo("301");
    assertThat(level.value(PARAMETERS)).isEqualByComparingTo("-2");
    assertThat(level.per()).contains(Duration.ofMinutes(5));
    assertThat(level.parameters()).containsExactly("limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 per x",
        "1 per",
        " per 5m",
        "5m ago per 5m",
        "1 from 5",
        "1 per 5m from",
        "",
        "x",
        "1 2",
        "1 +",
        "$",
        "5 m ago",
        "1e9999",
        "1 * ",
        "* 2",
        "1 ** 2",
        "2 * -1",
        "1 + - 2"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Level.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
