package io.ringwatch.p2p.source;

import io.ringwatch.p2p.source.EtcdWatch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of heartbeats between two reads: which nodes were seen, and how often and when
 * each one's heartbeat went away, as the watch on them tells it. The watch ends by itself when
 * nobody has read for a while.
 */
final class Heartbeats {

  /**
   * One node's past.
   *
   * @param deaths how often its heartbeat went away while it was watched
   * @param goneAt when it did so last; empty once it is back
   */
  record Past(int deaths, Optional<Instant> goneAt) {
    static final Past NONE = new Past(0, Optional.empty());

    Past gone() {
      return goneAt.isPresent() ? this : new Past(deaths + 1, Optional.of(Instant.now()));
    }

    Past back() {
      return new Past(deaths, Optional.empty());
    }
  }

  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int MAX_NODES = 50_000;

  private final EtcdGateway etcd;
  private final EtcdKeys keys;
  private final Map<String, Past> seen = new TreeMap<>();
  private long readAtNanos;
  private boolean connected;
  private @Nullable EtcdWatch watch;

  Heartbeats(EtcdGateway etcd, EtcdKeys keys) {
    this.etcd = etcd;
    this.keys = keys;
  }

  /** Somebody reads: the watch has to run. */
  synchronized void read() {
    readAtNanos = System.nanoTime();
    if (watch == null) {
      watch = EtcdWatch.start(etcd, keys, this::accept);
    }
  }

  private synchronized void accept(Change change) {
    switch (change) {
      case Change.Put(var entry) -> alive(entry.name());
      case Change.Delete(var name) -> seen.computeIfPresent(name, (n, past) -> past.gone());
      case Change.Connected(boolean yes) -> connected = yes;
    }
    if (watch != null && System.nanoTime() - readAtNanos > IDLE.toNanos()) {
      watch.close();
      watch = null;
      connected = false;
    }
  }

  synchronized void alive(String name) {
    if (seen.size() < MAX_NODES || seen.containsKey(name)) {
      seen.merge(name, Past.NONE, (past, none) -> past.back());
    }
  }

  synchronized boolean isWatched() {
    return connected;
  }

  synchronized Map<String, Past> seen() {
    return new TreeMap<>(seen);
  }
}
