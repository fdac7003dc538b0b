package io.ringwatch.p2p.reach;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.reach.ListeningPorts.Protocol;
import io.ringwatch.p2p.reach.ReachConfig.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, round after round and on its own schedule, whom and what can be reached. A scrape shows
 * the latest whole round and never waits for one.
 */
public final class Reach implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reach.class);
  private static final int AT_ONCE = 64;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final ReachConfig config;
  private final PingHistory history;
  private final PeerSearch search;
  private final Checks checks;
  private final ListeningPorts listeningPorts = new ListeningPorts(Path.of("/proc/self/net"));
  private final Thread thread;
  private volatile List<Reading> latest = List.of();
  private volatile boolean closed;
  private boolean couldPing = true;

  private Reach(ReachConfig config, PingHistory history) {
    this.config = config;
    this.history = history;
    this.search = new PeerSearch(config);
    this.checks = new Checks(config.patience());
    this.thread = Thread.ofVirtual().name("reach").unstarted(this::run);
  }

  /** Begins in half a second. */
  public static Reach start(ReachConfig config, PingHistory history) {
    var reach = new Reach(config, history);
    reach.thread.start();
    return reach;
  }

  /** Adds the latest round. */
  public void describe(Samples out) {
    latest.forEach(r -> out.add(r.metric(), r.value(), r.labels().toArray(String[]::new)));
  }

  private void run() {
    var next = Deadline.in(FIRST_PAUSE);
    try {
      while (!closed) {
        Thread.sleep(next.remaining());
        next = Deadline.in(config.pause());
        latest = roundOr(latest);
      }
    } catch (InterruptedException e) {
      LOG.debug("reachability checks end");
    }
  }

  /** A defect costs a round, not all that come after it. */
  private List<Reading> roundOr(List<Reading> last) throws InterruptedException {
    try {
      return round();
    } catch (RuntimeException e) {
      LOG.error("a defect in this program, please report it", e);
      return last;
    }
  }

  private List<Reading> round() throws InterruptedException {
    var found = search.find(Deadline.in(config.patience()));
    var readings = new ArrayList<Reading>();
    found
        .readable()
        .forEach((list, ok) -> readings.add(Reading.of(ReachMetrics.LIST_SUCCESS, ok, list)));
    readings.add(Reading.of(ReachMetrics.PEERS, found.peers().size()));
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<List<Reading>>> all = threads.invokeAll(tasks(found.peers()));
      for (var one : all) {
        readings.addAll(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    readings.add(Reading.of(ReachMetrics.ROUND_AT, Instant.now().toEpochMilli() / 1e3));
    return List.copyOf(readings);
  }

  private List<Callable<List<Reading>>> tasks(List<Peer> peers) {
    List<Callable<List<Reading>>> tasks = new ArrayList<>();
    if (config.fping().isPresent() && !peers.isEmpty()) {
      var fping = new Fping(config.fping().get());
      tasks.add(() -> icmp(fping, peers));
    }
    for (var peer : peers) {
      for (int port : config.ports()) {
        tasks.add(() -> checks.tcp(peer, port, config.banners().contains(port)));
      }
    }
    for (var listening : config.listening().stream().toList()) {
      tasks.add(() -> listeningPorts.check(Protocol.TCP, listening.tcp()));
      tasks.add(() -> listeningPorts.check(Protocol.UDP, listening.udp()));
    }
    config.http().forEach(url -> tasks.add(() -> checks.http(url)));
    config.tls().forEach(endpoint -> tasks.add(() -> checks.tls(endpoint)));
    config.dns().forEach(name -> tasks.add(() -> checks.dns(name)));
    return tasks;
  }

  /** One after the other, so that large packets delay no others. */
  private List<Reading> icmp(Fping fping, List<Peer> peers) {
    return Stream.concat(ping(fping, peers).stream(), pathMtu(fping, peers).stream()).toList();
  }

  private List<Reading> ping(Fping fping, List<Peer> peers) {
    history.keepOnly(peers.stream().map(Peer::name).collect(Collectors.toSet()));
    var readings = new ArrayList<Reading>();
    try {
      var pings = fping.ping(peers, config);
      peers.forEach(peer -> readings.addAll(readings(peer, pings)));
      couldPing = true;
    } catch (IOException e) {
      if (couldPing) {
        LOG.warn("peers cannot be pinged: {}", e.getMessage());
      }
      couldPing = false;
    }
    readings.add(Reading.of(ReachMetrics.FPING_SUCCESS, couldPing));
    return readings;
  }

  /** The largest packet first; whom it reached is not asked again. */
  private List<Reading> pathMtu(Fping fping, List<Peer> peers) {
    var readings = new ArrayList<Reading>();
    var open = new ArrayList<>(peers);
    try {
      for (int size : config.pathMtu()) {
        var reached = fping.whole(open, size, config);
        reached.forEach(p -> readings.add(Reading.of(ReachMetrics.PATH_MTU, size, p.name())));
        open.removeAll(reached);
      }
    } catch (IOException e) {
      LOG.debug("path MTUs are unknown: {}", e.getMessage());
    }
    return readings;
  }

  private List<Reading> readings(Peer peer, Map<String, Fping.Pings> all) {
    var pings = all.get(peer.address());
    if (pings == null) {
      return List.of(Reading.of(ReachMetrics.PING_SUCCESS, false, peer.name()));
    }
    history.add(peer.name(), pings);
    int received = pings.roundTrips().size();
    var readings = new ArrayList<Reading>();
    double loss = pings.lost() / (double) (received + pings.lost());
    readings.add(Reading.of(ReachMetrics.PING_SUCCESS, received > 0, peer.name()));
    readings.add(Reading.of(ReachMetrics.PING_LOSS, loss, peer.name()));
    pings.roundTrips().stream()
        .mapToLong(Duration::toNanos)
        .average()
        .ifPresent(mean -> readings.add(Reading.of(ReachMetrics.LATENCY, mean / 1e9, peer.name())));
    return readings;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
