package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.Thresholds.Mark;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
  private static final List<String> SEVERITIES = List.of("page", "ticket", "note");

  @Test
  void whatIsAsMuchAsIsAllowedIsNotColoured() throws PromqlException {
    assertThat(steps("lost > 0", "lost")).containsExactly("green", "1.0E-6 red");
    assertThat(steps("lost >= 1", "lost")).containsExactly("green", "1.0 red");
    assertThat(steps("left <= 2", "left")).containsExactly("red", "2.000001 green");
    assertThat(steps("left < 2", "left")).containsExactly("red", "2.0 green");
  }

  @Test
  void aStretchOfOneQuantityIsDrawnAsOne() throws PromqlException {
    assertThat(steps("loss > 0.2 and loss < 1", "loss"))
        .containsExactly("green", "0.200001 red", "1.0 green");
  }

  @Test
  void conditionsOnTwoQuantitiesLimitEach() throws PromqlException {
    assertThat(steps("errors > 5 and requests > 100", "errors"))
        .containsExactly("green", "5.000001 red");
    assertThat(steps("errors > 5 and requests > 100", "requests"))
        .containsExactly("green", "100.000001 red");
  }

  @Test
  void theLeastOfSomeSeriesIsOfTheirQuantity() throws PromqlException {
    assertThat(steps("min by (job) (voters) == 0", "max(voters)"))
        .containsExactly("green", "0.0 red", "1.0 green");
    assertThat(steps("sum by (job) (voters) == 0", "voters")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "page, 'page,ticket,note', red",
    "ticket, 'page,ticket,note', orange",
    "note, 'page,ticket,note', blue",
    "ticket, 'page,ticket', orange",
    "warning, 'critical,high,warning,info', yellow",
    "info, 'critical,high,warning,info', blue",
  })
  void aSeverityHasItsColour(String severity, String all, String color) {
    assertThat(Mark.of(severity, List.of(all.split(",", -1))).color()).isEqualTo(color);
  }

  private static Stream<String> steps(String condition, String shown) throws PromqlException {
    var limits =
        Thresholds.limits(
            Promql.parse(condition, Expressions.DIALECT),
            Mark.of("page", SEVERITIES),
            Promql.parse(shown, Expressions.DIALECT));
    return Thresholds.steps(limits).stream()
        .map(step -> step.from().map(from -> from + " ").orElse("") + step.color());
  }
}
