package io.ringwatch.core;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringwatch.core.Prober.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scrape contract for one target: one collection at a time, shared by all who ask meanwhile; an
 * answer by the deadline; {@code up 0} and no partial family after a failure; a line in the log
 * when that changes and not at every scrape.
 */
final class Scraper {

  private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);

  /** How long after its deadline a collection may still be ending by itself. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What surrounds a collection: the common metrics and the caps. */
  record Frame(
      Contract contract, int maxSeries, Consumer<Samples> own, Supplier<MetricSnapshots> kept) {}

  /** A collection under way. */
  private record Run(Deadline deadline, CompletableFuture<Exposition> result, Thread thread) {

    /** What it yields, or a time-out at another's deadline. */
    Exposition await(Deadline other)
        throws InterruptedException, ExecutionException, TimeoutException {
      return result.get(other.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it has no time left, or next to none. */
    boolean late() {
      return deadline.remaining().toMillis() < 50;
    }

    /** Whether it should have ended long ago: whatever it waits for will not come. */
    boolean wedged() {
      return deadline.passedFor(GRACE);
    }
  }

  /** The target as the log last told of it. */
  private enum State {
    UP,
    DOWN,
    /** Not read because of a defect in this program. */
    BROKEN
  }

  private final String subject;
  private final Collector collector;
  private final Frame frame;
  private @Nullable Run running;
  private State state = State.UP;

  /**
   * @param subject what the log calls the target
   */
  Scraper(String subject, Collector collector, Frame frame) {
    this.subject = subject;
    this.collector = collector;
    this.frame = frame;
  }

  /**
   * Collects, or joins a collection under way; at the deadline answers {@code up 0} in any case. If
   * what it joined failed for want of time, and here is some left, it tries again.
   *
   * @throws Refused if the collector found that it must not ask this target
   */
  Exposition scrape(Deadline deadline) throws InterruptedException, Refused {
    long start = System.nanoTime();
    while (true) {
      var run = join(deadline);
      try {
        var exposition = run.await(deadline);
        if (exposition.up() || !run.late() || run.deadline().equals(deadline)) {
          return exposition;
        }
      } catch (TimeoutException e) {
        if (run.late()) {
          tell(State.DOWN, () -> LOG.warn("{} is down: no answer within the deadline", subject));
        }
        return failed(start);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Refused refused) {
          throw refused;
        }
        throw new IllegalStateException("a collection ended without an exposition", e.getCause());
      }
    }
  }

  private synchronized Run join(Deadline deadline) {
    var found = running;
    if (found == null) {
      return start(deadline);
    }
    if (found.wedged()) {
      found.thread().interrupt();
    }
    return found;
  }

  private Run start(Deadline deadline) {
    var result = new CompletableFuture<Exposition>();
    var thread = Thread.ofVirtual().name("collection").unstarted(() -> run(deadline, result));
    var started = new Run(deadline, result, thread);
    running = started;
    thread.start();
    return started;
  }

  /** Whatever happens, the next scrape can collect anew and those who wait are told. */
  private void run(Deadline deadline, CompletableFuture<Exposition> result) {
    try {
      var exposition = collect(deadline);
      ended();
      result.complete(exposition);
    } catch (Throwable e) {
      ended();
      result.completeExceptionally(e);
    }
  }

  private synchronized void ended() {
    running = null;
  }

  /** The scrape boundary. A document nested too deep overflows the stack of what reads it. */
  private Exposition collect(Deadline deadline) throws Refused {
    long start = System.nanoTime();
    var samples = new Samples(frame.maxSeries());
    try {
      collector.collect(deadline, samples);
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      tell(State.DOWN, () -> LOG.warn("{} is down: {}", subject, e.getMessage()));
      return failed(start);
    } catch (RuntimeException | StackOverflowError e) {
      tell(
          State.BROKEN,
          () -> LOG.error("{} is down by a defect here, please report it", subject, e));
      return failed(start);
    }
    if (!deadline.passed()) {
      tell(State.UP, () -> LOG.info("{} is up again", subject));
    }
    return finished(start, samples, true);
  }

  private Exposition failed(long start) {
    return finished(start, new Samples(frame.maxSeries()), false);
  }

  private Exposition finished(long start, Samples samples, boolean up) {
    var contract = frame.contract();
    var families = new ArrayList<>(samples.settled());
    var own = new Samples(frame.maxSeries());
    frame.own().accept(own);
    own.add(contract.up(), up ? 1 : 0);
    own.add(contract.duration(), (System.nanoTime() - start) / 1e9);
    own.add(contract.dropped(), samples.dropped());
    families.addAll(own.settled());
    families.sort(Comparator.comparing(family -> family.metric().name()));
    return new Exposition(families, frame.kept().get(), up);
  }

  /** Logs a change of state, and nothing else. */
  private synchronized void tell(State now, Runnable line) {
    if (now != state) {
      state = now;
      line.run();
    }
  }
}
