package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SerfEventsTest {

  private static final byte[] REAP = Capture.named("stream_a.txt").lastBody();
  private static final byte[] STATS = Capture.named("stats.txt").lastBody();
  private static final byte[] USER_EVENT =
      new MessagePackWriter()
          .map(2)
          .text("Event")
          .text("user")
          .text("Name")
          .text("deploy")
          .toBytes();

  @Test
  void eventsAreReadAsTheyCome() throws IOException {
    FakeAgent.Script script =
        wire -> {
          subscribe(wire);
          wire.grant(REAP);
          wire.grant(USER_EVENT);
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var events = open(agent, 5000)) {
      assertThat(events.next()).map(MemberEvent::kind).hasValue(MemberEvent.Kind.REAP);
      assertThat(events.next()).isEmpty();
    }
  }

  @Test
  void aSilentAgentIsAskedAndEventsBeforeItsAnswerAreTakenForEvents() throws IOException {
    FakeAgent.Script script =
        wire -> {
          subscribe(wire);
          long stream = wire.seq();
          wire.expect("stats");
          wire.answer(stream, "", REAP);
          wire.answer(stream, "", REAP);
          wire.grant(STATS);
          wire.answer(stream, "", REAP);
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var events = open(agent, 50)) {
      assertThat(events.next()).isPresent();
      assertThat(events.next()).isPresent();
      assertThat(events.next()).isEmpty();
      assertThat(events.next()).isPresent();
    }
  }

  @Test
  void anAgentThatDoesNotAnswerIsGivenUp() throws IOException {
    FakeAgent.Script script =
        wire -> {
          subscribe(wire);
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var events = open(agent, 50)) {
      assertThatThrownBy(events::next).hasMessage(agent.address() + ": stream: no answer in time");
    }
  }

  @Test
  void anEventThatStopsHalfwayIsGivenUp() throws IOException {
    FakeAgent.Script script =
        wire -> {
          subscribe(wire);
          wire.grant(java.util.Arrays.copyOf(REAP, 100));
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var events = open(agent, 50)) {
      assertThatThrownBy(events::next).hasMessage(agent.address() + ": stream: no answer in time");
    }
  }

  @Test
  void aFrameOfAnotherStreamIsRefused() throws IOException {
    FakeAgent.Script script =
        wire -> {
          subscribe(wire);
          wire.answer(55, "", REAP);
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var events = open(agent, 5000)) {
      assertThatThrownBy(events::next).hasMessageContaining("an event for 55, not 1");
    }
  }

  private static void subscribe(FakeAgent.Wire wire) throws IOException {
    wire.greet();
    wire.expect("stream");
    wire.grant();
  }

  private static SerfEvents open(FakeAgent agent, int silenceMillis) throws IOException {
    var soon = Deadline.in(Duration.ofSeconds(5));
    var pulse = new SerfEvents.Pulse(Duration.ofMillis(silenceMillis), Duration.ofMillis(500));
    return SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon).events(pulse, soon);
  }
}
