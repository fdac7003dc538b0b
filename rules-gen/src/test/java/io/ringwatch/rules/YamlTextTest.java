package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "warning => warning",
        "5m => 5m",
        "1h30m => 1h30m",
        "yes => 'yes'",
        "Null => 'Null'",
        "1 => '1'",
        "1e3 => '1e3'",
        "0x1f => '0x1f'",
        "node-a:9586 => 'node-a:9586'",
        "it's => 'it''s'",
        "{{ $value }} => '{{ $value }}'",
      })
  void textIsQuotedWhereAReaderCouldTakeItForSomethingElse(String text, String scalar) {
    assertThat(YamlText.scalar(text)).isEqualTo(scalar);
  }
}
