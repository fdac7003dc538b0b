package io.ringwatch.p2p;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.module.Mapper;
import io.ringwatch.p2p.module.Mapping;
import io.ringwatch.p2p.module.Site;
import io.ringwatch.p2p.source.Forbidden;
import io.ringwatch.p2p.source.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer: its sources, of which the first that answers counts, and its module. A read that hangs
 * is waited for and never joined by a second one; a change between up and down is logged once.
 */
final class Target {

  private static final Logger LOG = LoggerFactory.getLogger(Target.class);

  private final TargetLabels labels;
  private final String module;
  private final Mapper mapper;
  private final List<Source> sources;
  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicBoolean wasUp = new AtomicBoolean(true);

  /** What a target consists of. */
  record Parts(Mapping module, Site site, List<Source> sources) {
    Parts {
      sources = List.copyOf(sources);
    }
  }

  Target(TargetLabels labels, Parts parts) {
    this.labels = labels;
    this.module = parts.module().name();
    this.mapper = parts.module().mapper(labels.values(), parts.site());
    this.sources = parts.sources();
  }

  /**
   * Reads and maps, whatever may happen; if the read before this one still hangs it is down.
   *
   * @throws Forbidden if the target must not be read, for where it leads
   */
  Samples collect(Deadline deadline, Samples part) throws Forbidden {
    long start = System.nanoTime();
    try {
      if (!turn.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return down(start, part.part(), "the read before still hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down(start, part.part(), "stopped");
    }
    try {
      return read(deadline, start, part);
    } catch (Forbidden e) {
      throw e;
    } catch (IOException e) {
      return down(start, part.part(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("a defect in this program, please report it", e);
      return down(start, part.part(), "internal error: " + e.getClass().getSimpleName());
    } finally {
      turn.release();
    }
  }

  private Samples read(Deadline deadline, long start, Samples part) throws IOException {
    for (int i = 0; ; i++) {
      boolean last = i + 1 == sources.size();
      var share = deadline.orIn(deadline.remaining().dividedBy(sources.size() - i));
      try {
        var document = sources.get(i).read(share);
        return up(document, i, start, part);
      } catch (Forbidden e) {
        throw e;
      } catch (IOException e) {
        if (last) {
          throw e;
        }
        LOG.debug("target {}: {}, trying the next source", labels.target(), e.getMessage());
      }
    }
  }

  private Samples up(Document document, int used, long start, Samples part) {
    mapper.map(document, part);
    for (int i = 0; i < sources.size(); i++) {
      add(part, TargetMetrics.SOURCE_USED, i == used ? 1 : 0, kind(i));
    }
    var age = document.source().path("age_seconds");
    if (age.isNumber()) {
      add(part, TargetMetrics.AGE, age.asDouble());
    }
    if (!wasUp.getAndSet(true)) {
      LOG.info("target {} is up again", labels.target());
    }
    return ended(true, start, part);
  }

  /** A target that is down, with the reason for the log. */
  Samples down(long start, Samples part, String reason) {
    if (wasUp.getAndSet(false)) {
      LOG.warn("target {} is down: {}", labels.target(), reason);
    }
    return ended(false, start, part);
  }

  private Samples ended(boolean up, long start, Samples part) {
    var seconds = (System.nanoTime() - start) / 1e9;
    add(part, TargetMetrics.UP, up ? 1 : 0, module);
    add(part, TargetMetrics.DURATION, seconds, module);
    add(part, TargetMetrics.READ_AT, Instant.now().toEpochMilli() / 1e3 - seconds);
    return part;
  }

  private void add(Samples part, Metric metric, double value, String... own) {
    part.add(labels.bound(metric), value, labels.with(own));
  }

  private static String kind(int source) {
    return source == 0 ? "primary" : source == 1 ? "fallback" : "fallback" + source;
  }
}
