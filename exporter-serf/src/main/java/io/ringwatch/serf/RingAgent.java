package io.ringwatch.serf;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One agent that is watched. Each read has a connection of its own (docs/adr), and what happened to
 * members is counted for as long as this lives.
 */
final class RingAgent implements Collector, Closeable {

  /**
   * How an agent is read.
   *
   * @param timeout the most that one read may take
   * @param roundTrips whether coordinates are asked for
   * @param stream how the event stream is read; empty if it is not
   */
  record Reading(Duration timeout, boolean roundTrips, Optional<EventWatch.Pace> stream) {}

  private final Target target;
  private final Reading reading;
  private final Description description;
  private final Transitions transitions = new Transitions();
  private final Roll roll;
  private Optional<Thread> watch = Optional.empty();

  RingAgent(Target target, Reading reading, Description description) {
    this.target = target;
    this.reading = reading;
    this.description = description;
    this.roll = new Roll(description::entry);
  }

  @Override
  public void collect(Deadline deadline, Samples out) throws IOException {
    watchEvents();
    var view = read(deadline.orIn(reading.timeout()));
    description.describe(view, roll.sorted(), out);
    Description.describe(transitions, out);
    if (reading.stream().isPresent()) {
      out.add(SerfMetrics.STREAM_CONNECTED, transitions.isStreaming() ? 1 : 0);
    }
  }

  /** The members, for service discovery. */
  List<Member> members(Deadline deadline) throws IOException {
    var by = deadline.orIn(reading.timeout());
    try (var rpc = SerfRpc.open(target, by)) {
      return rpc.members(by);
    }
  }

  /** Stops watching events. */
  @Override
  public synchronized void close() {
    watch.ifPresent(Thread::interrupt);
  }

  /** From the first scrape on: a program that only checks its configuration connects to nothing. */
  private synchronized void watchEvents() {
    if (watch.isEmpty() && reading.stream().isPresent()) {
      var events = new EventWatch(target, transitions, reading.stream().get());
      watch = Optional.of(Thread.ofVirtual().name("events of " + target.address()).start(events));
    }
  }

  private AgentView read(Deadline by) throws IOException {
    var times = new HashMap<String, Duration>();
    try (var rpc = timed("connect", times, () -> SerfRpc.open(target, by))) {
      long asked = System.nanoTime();
      var members = roll.call(timed("members", times, () -> rpc.members(by)));
      transitions.seen(members, asked, System.nanoTime());
      var stats = timed("stats", times, () -> rpc.stats(by));
      Map<String, Coordinate> coordinates = Map.of();
      if (reading.roundTrips()) {
        var names = comparable(members, stats.name());
        coordinates = timed("get-coordinate", times, () -> rpc.coordinates(names, by));
      }
      return new AgentView(members, stats, coordinates, times);
    }
  }

  /** The agent and the alive members: coordinates of the others linger and mean nothing. */
  private static List<String> comparable(List<Member> members, String self) {
    var names = new ArrayList<String>(members.size());
    for (var member : members) {
      if (member.status() == Status.ALIVE || member.name().equals(self)) {
        names.add(member.name());
      }
    }
    return names;
  }

  private static <T> T timed(
      String command, Map<String, Duration> times, SerfConnection.Exchange<T> exchange)
      throws IOException {
    long start = System.nanoTime();
    T answer = exchange.run();
    times.put(command, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }
}
