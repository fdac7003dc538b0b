package io.ringwatch.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "5m, 300000, 5m",
    "90m, 5400000, 1h30m",
    "250ms, 250, 250ms",
    "1h30m15s250ms, 5415250, 1h30m15s250ms",
    "1w, 604800000, 1w",
    "8d, 691200000, 8d",
    "1y, 31536000000, 1y",
    "0, 0, 0s",
    "0s, 0, 0s",
  })
  void isReadAndPrintedAsPrometheusDoes(String text, long millis, String printed) {
    assertThat(PrometheusDuration.parse(text)).contains(Duration.ofMillis(millis));
    assertThat(PrometheusDuration.format(Duration.ofMillis(millis))).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 m", "-5m", "1.5h", "5m1h", "m", "293y", "99999999999999999y"})
  void isRefusedWherePrometheusRefusesIt(String text) {
    assertThat(PrometheusDuration.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5 min, try 5m",
    "30, try 30s",
    "2 Hours, try 2h",
    "10 ms, try 10ms",
    "soon, 'write it like 5m, 1h30m or 250ms'",
    "999y, 'write it like 5m, 1h30m or 250ms'",
  })
  void aMistakeIsMended(String text, String mend) {
    assertThat(PrometheusDuration.mend(text)).isEqualTo(mend);
  }
}
