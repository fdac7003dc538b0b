package io.ringwatch.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Costly work that runs one at a time, fairly: the requests of one asker stand in one line, and the
 * lines take turns. Whoever asks a thousand times keeps another waiting for one turn only.
 */
final class Turns {

  /** One asker's line; only its head stands in the queue of all. */
  private static final class Line {
    private final Semaphore head = new Semaphore(1, true);
    private final AtomicInteger length = new AtomicInteger();
  }

  private static final int LONGEST_LINE = 256;

  private final Semaphore turn = new Semaphore(1, true);
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience how long work waits for its turn
   */
  Turns(Duration patience) {
    this.patience = patience;
  }

  /** Does the work when its turn comes; empty if that was too far off. */
  <T> Optional<T> take(String asker, Supplier<T> work) {
    var deadline = Deadline.in(patience);
    var line = join(asker);
    try {
      return line.length.get() > LONGEST_LINE
          ? Optional.empty()
          : holding(
              line.head, deadline, () -> holding(turn, deadline, () -> Optional.of(work.get())));
    } finally {
      leave(asker);
    }
  }

  /** How much work of one asker waits or runs. */
  int inLine(String asker) {
    var line = lines.get(asker);
    return line == null ? 0 : line.length.get();
  }

  private Line join(String asker) {
    return lines.compute(
        asker,
        (_, line) -> {
          var joined = line == null ? new Line() : line;
          joined.length.incrementAndGet();
          return joined;
        });
  }

  private void leave(String asker) {
    lines.computeIfPresent(asker, (_, line) -> line.length.decrementAndGet() == 0 ? null : line);
  }

  private static <T> Optional<T> holding(
      Semaphore semaphore, Deadline deadline, Supplier<Optional<T>> work) {
    try {
      if (!semaphore.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return work.get();
    } finally {
      semaphore.release();
    }
  }
}
