package io.ringwatch.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static References of(String text) throws PromqlException {
    return References.of(Promql.sketch(text, Dialect.PROMETHEUS_3));
  }

  @Test
  void functionsAndAggregationsAreNotNames() throws PromqlException {
    var text = "sum by (job) (rate(a[5m])) / count(b) + max without (c) (d) + time() + max(e)";
    assertThat(of(text).names()).containsExactly("a", "b", "d", "e");
  }

  @Test
  void aNameCanStandInBraces() throws PromqlException {
    var text = "{'a.b', c='d'} or {__name__='e'} or {__name__=~'f'} or {g='h'}";
    assertThat(of(text).names()).containsExactly("a.b", "e");
  }

  @Test
  void selectorsKnowTheirMatchers() throws PromqlException {
    assertThat(of("a{b=\"1\",on!=\"2\"} or {c=~'x'}").selectors())
        .flatExtracting(Expr.VectorSelector::matchers)
        .extracting(LabelMatcher::label)
        .containsExactly("b", "on", "c");
  }

  @Test
  void parametersAreNamedWithoutTheirDollar() throws PromqlException {
    assertThat(of("a > $limit and b < $share").parameters()).containsExactly("limit", "share");
  }
}
