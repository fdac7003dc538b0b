package io.ringwatch.p2p;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.source.Forbidden;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads all configured targets at the same time. Each fails alone: whoever has not answered shortly
 * before the deadline is down, and is not waited for.
 */
final class Targets implements Collector {

  private static final Duration LEAST_RESERVE = Duration.ofMillis(50);
  private static final Duration MOST_RESERVE = Duration.ofMillis(500);
  private static final int RESERVED_PART = 20;

  private final List<Target> targets;

  Targets(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  @Override
  public void collect(Deadline deadline, Samples out) throws IOException {
    long start = System.nanoTime();
    var limit = before(deadline);
    Map<Target, Future<Samples>> reads = new LinkedHashMap<>();
    targets.forEach(target -> reads.put(target, start(target, limit, out)));
    for (var read : reads.entrySet()) {
      out.addAll(result(read.getKey(), read.getValue(), limit, start, out));
    }
  }

  /** Time to put the page together is kept back. */
  private static Deadline before(Deadline deadline) {
    var part = deadline.remaining().dividedBy(RESERVED_PART);
    var atLeast = part.compareTo(LEAST_RESERVE) < 0 ? LEAST_RESERVE : part;
    var reserve = atLeast.compareTo(MOST_RESERVE) > 0 ? MOST_RESERVE : atLeast;
    return new Deadline(deadline.nanoTime() - reserve.toNanos());
  }

  private static Future<Samples> start(Target target, Deadline limit, Samples out) {
    var future = new CompletableFuture<Samples>();
    Thread.ofVirtual()
        .name("target")
        .start(
            () -> {
              try {
                future.complete(target.collect(limit, out.part()));
              } catch (Forbidden | Error e) {
                future.completeExceptionally(e);
              }
            });
    return future;
  }

  private static Samples result(
      Target target, Future<Samples> read, Deadline limit, long start, Samples out)
      throws InterruptedIOException {
    try {
      return read.get(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return target.down(start, out.part(), "no document in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Forbidden forbidden) {
        return target.down(start, out.part(), String.valueOf(forbidden.getMessage()));
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }
}
