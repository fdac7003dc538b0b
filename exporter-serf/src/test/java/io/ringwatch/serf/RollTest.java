package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollTest {

  private final Description description =
      new Description(new Description.Choice(TagLabels.NONE, false, false, 10));
  private final Roll roll = new Roll(description::entry);

  @Test
  void membersAreSortedByName() {
    assertThat(call(List.of(member("b"), member("a"))))
        .extracting(entry -> entry.member().name())
        .containsExactly("a", "b");
  }

  @Test
  void aMemberThatStaysAsItWasKeepsItsLabels() {
    var before = call(List.of(member("a"), member("b")));
    var after = call(List.of(member("b"), member("a"), member("c")));
    assertThat(after.subList(0, 2)).isEqualTo(before);
    assertThat(after.getFirst()).isSameAs(before.getFirst());
    assertThat(call(List.of(member("c"), member("a"), member("b")))).isSameAs(after);
  }

  @Test
  void aMemberThatChangesAndOneThatGoesAreNotKept() {
    call(List.of(member("a"), member("b")));
    var after = call(List.of(member("a").with(Status.FAILED)));
    assertThat(after)
        .singleElement()
        .satisfies(e -> assertThat(e.info().toString()).contains("failed"));
  }

  @Test
  void anAgentThatNamesAMemberTwiceIsTakenByItsLastWord() {
    var twice = List.of(member("a"), member("a").with(Status.FAILED));
    assertThat(call(twice)).hasSize(1);
    assertThat(call(twice)).hasSize(1);
  }

  private List<Roll.Entry> call(List<Member> members) {
    assertThat(roll.call(members))
        .isEqualTo(roll.sorted().stream().map(Roll.Entry::member).toList());
    return roll.sorted();
  }

  private static Member member(String name) {
    return DescriptionTest.member(name, Map.of());
  }
}
