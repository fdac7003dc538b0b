package io.ringwatch.serf;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an agent's event stream for as long as the program runs, on a connection of its own. A
 * stream that ends, or an agent that does not answer any more, is dropped and tried anew.
 */
final class EventWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);

  private final Target target;
  private final Transitions transitions;
  private final Pace pace;

  /**
   * How patient the watch is.
   *
   * @param firstPause before the first new attempt; each further pause is twice as long
   * @param maxPause the longest pause
   */
  record Pace(SerfEvents.Pulse pulse, Duration firstPause, Duration maxPause) {

    static final Pace NORMAL =
        new Pace(
            new SerfEvents.Pulse(Duration.ofSeconds(15), Duration.ofSeconds(5)),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
  }

  EventWatch(Target target, Transitions transitions, Pace pace) {
    this.target = target;
    this.transitions = transitions;
    this.pace = pace;
  }

  /** Runs until the thread is interrupted. */
  @Override
  public void run() {
    var pause = pace.firstPause();
    while (!Thread.currentThread().isInterrupted()) {
      boolean worked = readUntilItEnds();
      pause = worked ? pace.firstPause() : longer(pause);
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Returns whether there was a stream at all. */
  private boolean readUntilItEnds() {
    try (var events = open()) {
      transitions.streaming(true);
      LOG.info("event stream connected: {}", target.address());
      while (true) {
        events.next().ifPresent(event -> transitions.told(event, System.nanoTime()));
      }
    } catch (IOException e) {
      boolean worked = transitions.isStreaming();
      transitions.streaming(false);
      if (worked) {
        LOG.warn("event stream lost, members alone are compared meanwhile: {}", e.getMessage());
      }
      return worked;
    }
  }

  private SerfEvents open() throws IOException {
    var by = Deadline.in(pace.pulse().answer());
    return SerfRpc.open(target, by).events(pace.pulse(), by);
  }

  private Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(pace.maxPause()) > 0 ? pace.maxPause() : twice;
  }
}
