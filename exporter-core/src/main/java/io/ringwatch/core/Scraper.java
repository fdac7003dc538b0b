package io.ringwatch.core;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
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

  /** What surrounds a collection: the common metrics and the caps. */
  record Frame(
      Contract contract, int maxSeries, Consumer<Samples> own, Supplier<MetricSnapshots> kept) {}

  private final Collector collector;
  private final Frame frame;
  private @Nullable CompletableFuture<Exposition> running;
  private boolean wasUp = true;

  Scraper(Collector collector, Frame frame) {
    this.collector = collector;
    this.frame = frame;
  }

  /**
   * Collects, or joins a collection under way; at the deadline answers {@code up 0} in any case.
   */
  Exposition scrape(Deadline deadline) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return join(deadline).get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return failed(start, "no answer within the deadline");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a collection ended without an exposition", e.getCause());
    }
  }

  private synchronized CompletableFuture<Exposition> join(Deadline deadline) {
    if (running == null) {
      var started = new CompletableFuture<Exposition>();
      running = started;
      Thread.ofVirtual().name("collection").start(() -> run(deadline, started));
    }
    return running;
  }

  private void run(Deadline deadline, CompletableFuture<Exposition> result) {
    try {
      var exposition = collect(deadline);
      ended();
      result.complete(exposition);
    } catch (Error e) {
      ended();
      result.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized void ended() {
    running = null;
  }

  private Exposition collect(Deadline deadline) {
    long start = System.nanoTime();
    var samples = new Samples(frame.maxSeries());
    try {
      collector.collect(deadline, samples);
    } catch (IOException e) {
      return failed(start, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("a defect in this program, please report it", e);
      return failed(start, "internal error: " + e.getClass().getSimpleName());
    }
    tell(true, "");
    return finished(start, samples, true);
  }

  private Exposition failed(long start, String reason) {
    tell(false, reason);
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

  private synchronized void tell(boolean up, String reason) {
    if (up != wasUp) {
      wasUp = up;
      if (up) {
        LOG.info("{} is up again", frame.contract().namespace());
      } else {
        LOG.warn("{} is down: {}", frame.contract().namespace(), reason);
      }
    }
  }
}
