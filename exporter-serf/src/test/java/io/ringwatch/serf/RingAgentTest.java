package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Expositions;
import io.ringwatch.core.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RingAgentTest {

  private static final byte[] ALIVE = Capture.named("members_alive.txt").lastBody();
  private static final byte[] STATS = Capture.named("stats.txt").lastBody();
  private static final byte[] FAILED_EVENT = event("member-failed", "slurmw-2", "failed");
  private static final byte[] JOIN_EVENT = event("member-join", "slurmw-2", "alive");
  private static final EventWatch.Pace QUICK =
      new EventWatch.Pace(
          new SerfEvents.Pulse(Duration.ofMillis(100), Duration.ofMillis(300)),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  @Test
  void aReadShowsTheRingAndItsTimes() throws IOException {
    try (var fake = new FakeAgent(RingAgentTest::answer);
        var agent = agent(fake, Optional.empty())) {
      assertThat(scrape(agent))
          .contains(
              "serf_members{status=\"alive\"} 5\n",
              "serf_member_transitions_total{event=\"join\"} 0\n",
              "serf_rpc_duration_seconds{command=\"connect\"} ",
              "serf_rpc_duration_seconds{command=\"members\"} ",
              "serf_rpc_duration_seconds{command=\"stats\"} ")
          .doesNotContain("serf_stream_connected");
    }
  }

  @Test
  void everyReadHasAConnectionOfItsOwnAndLeavesNoneOpen() throws Exception {
    try (var fake = new FakeAgent(RingAgentTest::answer);
        var agent = agent(fake, Optional.empty())) {
      for (int i = 0; i < 20; i++) {
        scrape(agent);
      }
      assertThat(fake.connections()).isEqualTo(20);
      until(() -> fake.openConnections() == 0);
    }
  }

  @Test
  void aReadAfterAFailedOneWorksAgain() throws IOException {
    FakeAgent.Script broken =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant(Arrays.copyOf(ALIVE, 100));
        };
    try (var fake = new FakeAgent(broken, FakeAgent.Wire::hang, RingAgentTest::answer);
        var agent = agent(fake, Optional.empty())) {
      assertThatThrownBy(() -> scrape(agent)).hasMessageContaining("the connection was closed");
      assertThatThrownBy(() -> scrape(agent)).hasMessageContaining("no answer in time");
      assertThat(scrape(agent)).contains("serf_members{status=\"alive\"} 5\n");
    }
  }

  @Test
  void aFlapThatNoReadSeesIsCountedFromTheStream() throws Exception {
    FakeAgent.Script stream =
        wire -> {
          wire.grant();
          long number = wire.seq();
          Thread.sleep(300);
          wire.answer(number, "", FAILED_EVENT);
          wire.answer(number, "", JOIN_EVENT);
          answerPings(wire);
        };
    try (var fake = new FakeAgent(either(stream));
        var agent = agent(fake, Optional.of(QUICK))) {
      scrape(agent);
      until(() -> scrape(agent).contains("serf_member_transitions_total{event=\"join\"} 1\n"));
      assertThat(scrape(agent))
          .contains(
              "serf_member_transitions_total{event=\"failed\"} 1\n",
              "serf_member_transitions_total{event=\"join\"} 1\n",
              "serf_stream_connected 1\n");
    }
  }

  @Test
  void aWedgedStreamIsDroppedAndRenewed() throws Exception {
    FakeAgent.Script wedged =
        wire -> {
          wire.grant();
          wire.hang();
        };
    try (var fake = new FakeAgent(either(wedged));
        var agent = agent(fake, Optional.of(QUICK))) {
      scrape(agent);
      until(() -> fake.commands().stream().filter(c -> c.equals("stream")).count() >= 3);
    }
  }

  @Test
  void aStreamThatCannotBeHadIsToldAndDoesNotFailTheRead() throws Exception {
    FakeAgent.Script refusing =
        wire -> {
          wire.refuse("no");
        };
    try (var fake = new FakeAgent(either(refusing));
        var agent = agent(fake, Optional.of(QUICK))) {
      for (int i = 0; i < 5; i++) {
        assertThat(scrape(agent)).contains("serf_stream_connected 0\n", "serf_members{");
      }
    }
  }

  /**
   * One script cannot know whether it serves a read or the stream, so this looks at the request.
   */
  private static FakeAgent.Script either(FakeAgent.Script stream) {
    return wire -> {
      wire.greet();
      if (wire.next().equals("members")) {
        wire.grant(ALIVE);
        wire.expect("stats");
        wire.grant(STATS);
      } else {
        stream.run(wire);
      }
    };
  }

  private static void answerPings(FakeAgent.Wire wire) throws IOException {
    while (true) {
      wire.expect("stats");
      wire.grant(STATS);
    }
  }

  private static void answer(FakeAgent.Wire wire) throws IOException {
    wire.greet();
    wire.expect("members");
    wire.grant(ALIVE);
    wire.expect("stats");
    wire.grant(STATS);
  }

  private static byte[] event(String kind, String name, String status) {
    var member = new MessagePackWriter().map(2).text("Name").text(name).text("Status").text(status);
    return new MessagePackWriter()
        .map(2)
        .text("Event")
        .text(kind)
        .text("Members")
        .array(1)
        .then(member)
        .toBytes();
  }

  private static RingAgent agent(FakeAgent fake, Optional<EventWatch.Pace> stream) {
    var choice = new Description.Choice(TagLabels.NONE, false, false, 10);
    return new RingAgent(
        new Target(fake.address(), RpcToken.NONE),
        new RingAgent.Reading(Duration.ofMillis(500), false, stream),
        new Description(choice));
  }

  private static String scrape(RingAgent agent) throws IOException {
    var samples = new Samples(1000);
    agent.collect(Deadline.in(Duration.ofSeconds(5)), samples);
    return Expositions.text(samples);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
