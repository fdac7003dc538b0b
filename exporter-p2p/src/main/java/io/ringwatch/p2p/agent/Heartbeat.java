package io.ringwatch.p2p.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.source.EtcdGateway;
import io.ringwatch.p2p.source.EtcdKeys;
import io.ringwatch.p2p.source.EtcdRefusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a node's heartbeat in etcd: {@code {"status": "alive", "ts": …, "hostname": …}} under a
 * lease, written anew at an interval. A lease that is lost is replaced at once; while etcd cannot
 * be reached it is asked again and again. {@link #close} revokes the lease, and the key goes with
 * it.
 */
final class Heartbeat implements AutoCloseable {

  /** Whose heartbeat it is. */
  record Identity(String node, String hostname) {}

  /**
   * What became of it so far.
   *
   * @param lastAt when it was last written
   */
  record State(long written, long failed, long leases, Optional<Instant> lastAt) {
    static final State NEW = new State(0, 0, 0, Optional.empty());
  }

  static final Duration TTL = Duration.ofSeconds(5);
  static final Duration INTERVAL = Duration.ofMillis(2500);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final EtcdGateway etcd;
  private final EtcdKeys keys;
  private final Identity identity;
  private final Thread thread;
  private volatile State state = State.NEW;
  private volatile boolean closed;
  private volatile long lease;
  private boolean wasWell = true;

  private Heartbeat(EtcdGateway etcd, EtcdKeys keys, Identity identity) {
    this.etcd = etcd;
    this.keys = keys;
    this.identity = identity;
    this.thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);
  }

  static Heartbeat start(EtcdGateway etcd, EtcdKeys keys, Identity identity) {
    var heartbeat = new Heartbeat(etcd, keys, identity);
    heartbeat.thread.start();
    return heartbeat;
  }

  State state() {
    return state;
  }

  private void run() {
    while (!closed) {
      var next = Deadline.in(beat() ? INTERVAL : RETRY);
      try {
        Thread.sleep(next.remaining());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Writes once, under a new lease if need be. */
  private boolean beat() {
    try {
      try {
        write();
      } catch (EtcdRefusal e) {
        if (!e.isNotFound()) {
          throw e;
        }
        lease = 0;
        write();
      }
      state = new State(state.written + 1, state.failed, state.leases, Optional.of(Instant.now()));
      tell(true, "");
      return true;
    } catch (IOException e) {
      state = new State(state.written, state.failed + 1, state.leases, state.lastAt);
      tell(false, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void write() throws IOException {
    var deadline = Deadline.in(PATIENCE);
    if (lease == 0 || !isKeptAlive(deadline)) {
      var question = object().put("TTL", String.valueOf(TTL.toSeconds()));
      lease = EtcdKeys.number(etcd.call("/v3/lease/grant", question, deadline), "ID");
      state = new State(state.written, state.failed, state.leases + 1, state.lastAt);
    }
    var put = keys.key(identity.node());
    put.put("value", EtcdKeys.coded(value().toString().getBytes(UTF_8)));
    put.put("lease", String.valueOf(lease));
    etcd.call("/v3/kv/put", put, deadline);
  }

  private boolean isKeptAlive(Deadline deadline) throws IOException {
    var question = object().put("ID", String.valueOf(lease));
    var answer = etcd.call("/v3/lease/keepalive", question, deadline);
    return EtcdKeys.number(answer.path("result"), "TTL") > 0;
  }

  private ObjectNode value() {
    return object()
        .put("status", "alive")
        .put("ts", Instant.now().toEpochMilli() / 1e3)
        .put("hostname", identity.hostname());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void tell(boolean well, String why) {
    if (well != wasWell) {
      wasWell = well;
      if (well) {
        LOG.info("heartbeat of {} is written again", identity.node());
      } else {
        LOG.warn("heartbeat of {} cannot be written: {}", identity.node(), why);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE);
      if (lease != 0) {
        var question = object().put("ID", String.valueOf(lease));
        etcd.call("/v3/lease/revoke", question, Deadline.in(PATIENCE));
      }
    } catch (IOException e) {
      LOG.warn("the lease ends by itself, it could not be revoked: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
