package io.ringwatch.p2p.agent;

import io.ringwatch.core.Samples;
import io.ringwatch.p2p.agent.AgentSettings.Measure;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the machine at the configured interval; new settings count at once. */
final class Measuring implements AutoCloseable {

  /** One measurement; what is not configured or cannot be known is empty. */
  record Taken(
      Instant at,
      OptionalDouble cpuRatio,
      Optional<HostState.Room> memory,
      Optional<HostState.Room> disk) {}

  private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

  private final Thread thread = Thread.ofVirtual().name("measuring").unstarted(this::run);
  private AgentSettings settings = AgentSettings.DEFAULT;
  private boolean changed;
  private boolean closed;
  private Optional<Taken> last = Optional.empty();

  static Measuring start() {
    var measuring = new Measuring();
    measuring.thread.start();
    return measuring;
  }

  /** Measures by these settings from now on. */
  synchronized void apply(AgentSettings fresh) {
    settings = fresh;
    changed = true;
    notifyAll();
  }

  synchronized AgentSettings settings() {
    return settings;
  }

  private void run() {
    Optional<HostState.Ticks> before = Optional.empty();
    while (true) {
      try {
        before = Optional.of(measure(before));
      } catch (IOException e) {
        LOG.warn("this machine cannot be measured: {}", e.getMessage());
      }
      if (!pause()) {
        return;
      }
    }
  }

  private HostState.Ticks measure(Optional<HostState.Ticks> before) throws IOException {
    var measures = settings().measures();
    var ticks = HostState.ticks();
    var cpu =
        measures.contains(Measure.CPU) && before.isPresent()
            ? ticks.busySince(before.get())
            : OptionalDouble.empty();
    Optional<HostState.Room> memory =
        measures.contains(Measure.MEMORY) ? Optional.of(HostState.memory()) : Optional.empty();
    Optional<HostState.Room> disk =
        measures.contains(Measure.DISK) ? Optional.of(HostState.disk()) : Optional.empty();
    keep(new Taken(Instant.now(), cpu, memory, disk));
    return ticks;
  }

  private synchronized void keep(Taken taken) {
    last = Optional.of(taken);
  }

  /** Until the next measurement is due or the settings change. */
  private synchronized boolean pause() {
    changed = false;
    long end = System.nanoTime() + settings.interval().toNanos();
    try {
      for (long left = end - System.nanoTime();
          left > 0 && !changed && !closed;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    }
  }

  synchronized void describe(Samples out) {
    last.ifPresent(taken -> describe(taken, out));
  }

  private static void describe(Taken taken, Samples out) {
    out.add(AgentMetrics.MEASURED_AT, taken.at().toEpochMilli() / 1e3);
    taken.cpuRatio().ifPresent(ratio -> out.add(AgentMetrics.CPU, ratio));
    taken
        .memory()
        .ifPresent(
            room -> {
              out.add(AgentMetrics.MEMORY_TOTAL, (double) room.total());
              out.add(AgentMetrics.MEMORY_AVAILABLE, (double) room.available());
            });
    taken
        .disk()
        .ifPresent(
            room -> {
              out.add(AgentMetrics.DISK_TOTAL, (double) room.total());
              out.add(AgentMetrics.DISK_AVAILABLE, (double) room.available());
            });
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
