package io.ringwatch.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("for", "when", "severity", "keep_firing_for");

  @Test
  void theNearestWordIsSuggested() {
    assertThat(Suggestion.nearest("fro", KNOWN)).contains("for");
    assertThat(Suggestion.nearest("keep_firing", KNOWN)).contains("keep_firing_for");
    assertThat(Suggestion.nearest("serverity", KNOWN)).contains("severity");
  }

  @Test
  void aStrangeWordGetsTheList() {
    assertThat(Suggestion.nearest("dashboards", KNOWN)).isEmpty();
    assertThat(Suggestion.mend("dashboards", KNOWN))
        .isEqualTo("(known: for, when, severity, keep_firing_for)");
    assertThat(Suggestion.mend("x", List.of())).isEqualTo("(none is known)");
  }

  @Test
  void aLongListIsCut() {
    var many = IntStream.range(100, 200).mapToObj(i -> "metric" + i).toList();
    assertThat(Suggestion.mend("zebra", many)).endsWith("metric119, …)");
  }

  @Test
  void anEndlessWordIsNotCompared() {
    assertThat(Suggestion.nearest("f".repeat(100_000), KNOWN)).isEmpty();
  }
}
