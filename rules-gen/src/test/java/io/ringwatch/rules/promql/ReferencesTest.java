package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.promql.References.Matcher;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static References of(String text) throws PromqlException {
    return References.of(Lexer.tokens(text));
  }

  @Test
  void functionsAndAggregationsAreNotNames() throws PromqlException {
    var text = "sum by (job) (rate(a[5m])) / count(b) + max without (c) (d) + time() + max(e)";
    assertThat(of(text).names()).extracting(Token::text).containsExactly("a", "b", "d", "e");
  }

  @Test
  void matchersKnowTheirMetric() throws PromqlException {
    assertThat(of("a{b=\"1\",on!=\"2\"} or {c=~'x'}").matchers())
        .containsExactly(
            new Matcher("a", "b", "=", "1"),
            new Matcher("a", "on", "!=", "2"),
            new Matcher("", "c", "=~", "x"));
  }

  @Test
  void groupingsAreLabels() throws PromqlException {
    var references = of("a * on (b, c) group_left (d) e unless ignoring() f offset 5m");
    assertThat(references.groupings()).containsExactly("b", "c", "d");
    assertThat(references.names()).extracting(Token::text).containsExactly("a", "e", "f");
  }

  @Test
  void parametersAreNamedWithoutTheirDollar() throws PromqlException {
    assertThat(of("a > $limit and b < $share").parameters()).containsExactly("limit", "share");
  }
}
