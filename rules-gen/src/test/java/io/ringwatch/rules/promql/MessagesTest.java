package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The exact words with which an expression is refused. */
class MessagesTest {
  @ParameterizedTest
  @CsvFileSource(
      resources = "/promql/messages.txt",
      delimiterString = " => ",
      quoteCharacter = '\0')
  void nameThePlaceAndTheMend(String dialect, String text, String message) {
    assertThatThrownBy(() -> Promql.parse(text, Dialect.valueOf("PROMETHEUS_" + dialect)))
        .isInstanceOf(PromqlException.class)
        .hasMessage(message);
  }

  @Test
  void anExceptionKnowsItsOffset() {
    assertThatThrownBy(() -> Promql.parse("a + ]", Dialect.PROMETHEUS_3))
        .isInstanceOfSatisfying(PromqlException.class, e -> assertThat(e.offset()).isEqualTo(4));
  }

  @Test
  void aSketchMayHaveParametersAndAnyTypes() throws PromqlException {
    var sketch = Promql.sketch("rate(signal) > $limit", Dialect.PROMETHEUS_2_42);
    assertThat(Promql.print(sketch, Dialect.PROMETHEUS_2_42)).isEqualTo("rate(signal) > $limit");
  }
}
