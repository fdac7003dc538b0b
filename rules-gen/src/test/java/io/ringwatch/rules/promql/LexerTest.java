package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.rules.promql.Token.Kind;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "up => i:up",
        "job:up:sum => i:job:up:sum",
        "a[5m:1m30s] => i:a p:[ d:5m p:: d:1m30s p:]",
        "a[5m:] => i:a p:[ d:5m p:: p:]",
        "a{by=\"x\",on!~'y'} => i:a p:{ i:by o:= s:\"x\" p:, i:on o:!~ s:'y' p:}",
        "a OR on(b) c => i:a k:OR k:on p:( i:b p:) i:c",
        "0x1F + 1.5e-3 - .5 * Inf / NaN => n:0x1F o:+ n:1.5e-3 o:- n:.5 o:* n:Inf o:/ n:NaN",
        "1e3 % 2. ^ 7 => n:1e3 o:% n:2. o:^ n:7",
        "a >= bool $limit => i:a o:>= k:bool r:$limit",
        "a offset 5m @ start() => i:a k:offset d:5m p:@ k:start p:( p:)",
        "a == 1 # all of it => i:a o:== n:1",
        "a{b=`\\`} => i:a p:{ i:b o:= s:`\\` p:}",
        "a{b=\"\\\"}\"} => i:a p:{ i:b o:= s:\"\\\"}\" p:}",
        "quantile_over_time(0.99, a[1w]) => i:quantile_over_time p:( n:0.99 p:, i:a p:[ d:1w p:] p:)",
      })
  void readsPromql(String text, String tokens) throws PromqlException {
    assertThat(
            Lexer.tokens(text).stream()
                .filter(t -> t.kind() != Kind.END)
                .map(t -> initial(t.kind()) + ":" + t.text())
                .collect(Collectors.joining(" ")))
        .isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "a{b=\"c} => at character 5: the string is not closed",
        "a + (b => at character 5: '(' is not closed",
        "a + b) => at character 6: ')' closes nothing",
        "a{b} ] => at character 6: ']' closes nothing",
        "(a] => at character 3: ']' closes nothing",
        "a ~ b => at character 3: '~' has no meaning in PromQL",
        "a > 5x => at character 5: '5x' is neither a number nor a duration",
        "a > 1.2.3 => at character 5: '1.2.3' is neither a number nor a duration",
      })
  void refusesWhatIsNotPromql(String text, String message) {
    assertThatThrownBy(() -> Lexer.tokens(text))
        .isInstanceOf(PromqlException.class)
        .hasMessage(message);
  }

  @Test
  void commentsEndWithTheirLine() throws PromqlException {
    assertThat(Lexer.tokens("a # (\n+ b"))
        .extracting(Token::text)
        .containsExactly("a", "+", "b", "");
  }

  private static char initial(Kind kind) {
    return switch (kind) {
      case IDENTIFIER -> 'i';
      case KEYWORD -> 'k';
      case NUMBER -> 'n';
      case DURATION -> 'd';
      case STRING -> 's';
      case PARAMETER -> 'r';
      case OPERATOR -> 'o';
      case PUNCTUATION -> 'p';
      case END -> 'e';
    };
  }
}
