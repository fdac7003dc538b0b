package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.serf.MemberEvent.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  private final Transitions transitions = new Transitions();
  private long nanos = Long.MAX_VALUE - 3_000_000_000L;

  @Test
  void theFirstLookCountsNothing() {
    look(alive("a"), failed("b"));
    assertCounts(Map.of());
  }

  @Test
  void successiveLooksCountWhatChanged() {
    look(alive("a"), alive("b"), alive("c"), failed("d"), left("e"));
    look(failed("a"), left("b"), tagged("c", "v2"), alive("d"), alive("n"));
    assertCounts(Map.of(Kind.FAILED, 1, Kind.LEAVE, 1, Kind.UPDATE, 1, Kind.JOIN, 2, Kind.REAP, 1));
  }

  @Test
  void leavingIsNoEventButLeftIs() {
    look(alive("a"));
    look(member("a", Status.LEAVING, "v1"));
    assertCounts(Map.of());
    look(left("a"));
    assertCounts(Map.of(Kind.LEAVE, 1));
  }

  @Test
  void anAgentThatRestartsAndForgetsAliveMembersReapsNone() {
    look(alive("a"), alive("b"), failed("c"));
    look(alive("a"));
    assertCounts(Map.of(Kind.REAP, 1));
    look(alive("a"), alive("b"));
    assertCounts(Map.of(Kind.REAP, 1, Kind.JOIN, 1));
  }

  @Test
  void anEventThatTheStreamTellsFirstIsNotCountedAgainByTheNextLook() {
    stream();
    look(alive("a"), alive("b"), failed("c"));
    tell(Kind.FAILED, failed("a"));
    tell(Kind.LEAVE, left("b"));
    tell(Kind.REAP, left("c"));
    tell(Kind.JOIN, alive("d"));
    look(failed("a"), left("b"), alive("d"));
    assertCounts(Map.of(Kind.FAILED, 1, Kind.LEAVE, 1, Kind.REAP, 1, Kind.JOIN, 1));
  }

  @Test
  void anEventThatALookHasShownIsNotCountedAgainWhenTheStreamTellsIt() {
    stream();
    look(alive("a"), alive("b"), failed("c"));
    look(failed("a"), left("b"), alive("d"));
    tell(Kind.FAILED, failed("a"));
    tell(Kind.LEAVE, left("b"));
    tell(Kind.REAP, left("c"));
    tell(Kind.JOIN, alive("d"));
    assertCounts(Map.of(Kind.FAILED, 1, Kind.LEAVE, 1, Kind.REAP, 1, Kind.JOIN, 1));
  }

  @Test
  void aFlapBetweenTwoLooksIsCountedFromTheStreamAlone() {
    stream();
    look(alive("a"));
    tell(Kind.FAILED, failed("a"));
    tell(Kind.JOIN, alive("a"));
    look(alive("a"));
    assertCounts(Map.of(Kind.FAILED, 1, Kind.JOIN, 1));
  }

  @Test
  void lateEventsOfAFlapThatLooksHaveShownAreNotCountedAgain() {
    stream();
    look(alive("a"));
    look(failed("a"));
    look(alive("a"));
    tell(Kind.FAILED, failed("a"));
    tell(Kind.JOIN, alive("a"));
    look(alive("a"));
    assertCounts(Map.of(Kind.FAILED, 1, Kind.JOIN, 1));
  }

  @Test
  void aDebtOfTheStreamThatItNeverPaysIsForgotten() {
    stream();
    look(alive("a"));
    look(failed("a"));
    look(alive("a"));
    pass(Transitions.LAG.plusSeconds(1));
    tell(Kind.FAILED, failed("a"));
    assertCounts(Map.of(Kind.FAILED, 2, Kind.JOIN, 1));
  }

  @Test
  void aNewStreamOwesNothing() {
    stream();
    look(alive("a"));
    look(failed("a"));
    look(alive("a"));
    transitions.streaming(false);
    assertThat(transitions.isStreaming()).isFalse();
    stream();
    tell(Kind.FAILED, failed("a"));
    assertCounts(Map.of(Kind.FAILED, 2, Kind.JOIN, 1));
  }

  @Test
  void updatesThatTheAgentRepeatsWithEveryBatchCountOnce() {
    stream();
    look(alive("a"), alive("b"));
    tell(Kind.UPDATE, tagged("a", "v2"));
    tell(Kind.FAILED, failed("b"));
    tell(Kind.UPDATE, tagged("a", "v2"));
    tell(Kind.FAILED, failed("a"));
    tell(Kind.UPDATE, tagged("a", "v2"));
    tell(Kind.JOIN, tagged("a", "v3"));
    tell(Kind.UPDATE, tagged("a", "v2"));
    look(tagged("a", "v3"), failed("b"));
    assertCounts(Map.of(Kind.UPDATE, 1, Kind.FAILED, 2, Kind.JOIN, 1));
  }

  @Test
  void anUpdateThatALookHasShownIsNotCountedAgain() {
    stream();
    look(alive("a"));
    look(tagged("a", "v2"));
    tell(Kind.UPDATE, tagged("a", "v2"));
    assertCounts(Map.of(Kind.UPDATE, 1));
  }

  @Test
  void aLookThatWasAskedForBeforeAnEventDoesNotUndoIt() {
    stream();
    look(alive("a"));
    long asked = nanos;
    tell(Kind.FAILED, failed("a"));
    pass(Duration.ofMillis(1));
    transitions.seen(List.of(alive("a")), asked, nanos);
    look(failed("a"));
    assertCounts(Map.of(Kind.FAILED, 1));
  }

  @Test
  void eventsBeforeTheFirstLookAndAboutStrangersCountNothing() {
    stream();
    tell(Kind.JOIN, alive("a"));
    look(alive("a"));
    tell(Kind.FAILED, failed("stranger"));
    tell(Kind.UPDATE, tagged("stranger", "v2"));
    tell(Kind.REAP, failed("stranger"));
    assertCounts(Map.of());
  }

  @Test
  void aRealStreamThatTellsOneUpdateFiveTimesCountsItOnce() throws IOException {
    stream();
    look(
        alive("slurmctl-1"),
        alive("slurmw-1"),
        alive("slurmw-2"),
        tagged("k8sw-1", "old"),
        alive("k8sw-2"));
    var answer = Capture.named("stream_a.txt").turns().getFirst().answer();
    var in = new MessagePackReader(new ByteArrayInputStream(answer));
    in.allow(answer.length);
    SerfDecoder.header(in);
    for (int i = 0; i < 10; i++) {
      SerfDecoder.header(in);
      SerfDecoder.event(in).ifPresent(event -> transitions.told(event, nanos));
    }
    assertCounts(Map.of(Kind.UPDATE, 1, Kind.FAILED, 1, Kind.LEAVE, 3, Kind.JOIN, 1, Kind.REAP, 1));
  }

  private void stream() {
    transitions.streaming(true);
    assertThat(transitions.isStreaming()).isTrue();
  }

  private void look(Member... members) {
    pass(Duration.ofMillis(500));
    transitions.seen(List.of(members), nanos, nanos + 1000);
  }

  private void tell(Kind kind, Member member) {
    pass(Duration.ofMillis(100));
    transitions.told(new MemberEvent(kind, List.of(member)), nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void assertCounts(Map<Kind, Integer> expected) {
    var all = new EnumMap<Kind, Long>(Kind.class);
    Arrays.stream(Kind.values()).forEach(k -> all.put(k, (long) expected.getOrDefault(k, 0)));
    assertThat(transitions.counts()).isEqualTo(all);
  }

  private static Member alive(String name) {
    return member(name, Status.ALIVE, "v1");
  }

  private static Member failed(String name) {
    return member(name, Status.FAILED, "v1");
  }

  private static Member left(String name) {
    return member(name, Status.LEFT, "v1");
  }

  private static Member tagged(String name, String version) {
    return member(name, Status.ALIVE, version);
  }

  private static Member member(String name, Status status, String version) {
    return new Member(name, "10.0.0.1", 7946, Map.of("ver", version), status, Optional.empty());
  }
}
