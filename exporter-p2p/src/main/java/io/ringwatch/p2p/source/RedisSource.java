package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import tools.jackson.databind.node.ObjectNode;

/**
 * The registry of a fleet as one document:
 *
 * <pre>{@code
 * {"backend": {"type": "redis", "host", "connected": true, "latency_seconds"},
 *  "nodes": {ID: the node's JSON}, "nodes_unreadable": 0,
 *  "updated_at": "2026-03-20T10:20:35.105000", "sessions": {"count": 15}}
 * }</pre>
 *
 * Keys are found with SCAN, which lets Redis serve others meanwhile. Of sessions only the keys are
 * seen, never what is in them; above 200,000 they are not counted. If Redis does not answer there
 * is {@code backend} alone, not connected: that the nodes have no backend is a state of the fleet.
 */
final class RedisSource implements Source {

  private static final int PAGE = 500;
  private static final int MAX_NODES = 10_000;
  private static final int MAX_SESSIONS = 200_000;
  private static final int MAX_NODE_BYTES = 1 << 16;
  private static final int MAX_MESSAGE = 200;
  private static final List<String> NOT_FOR_SHOW = List.of("_signature", "_security_version");

  private static final Logger LOG = LoggerFactory.getLogger(RedisSource.class);

  private final AtomicBoolean wasConnected = new AtomicBoolean(true);
  private final RedisConfig config;
  private final Optional<SSLSocketFactory> tls;

  RedisSource(RedisConfig config, Optional<SSLSocketFactory> tls) {
    this.config = config;
    this.tls = tls;
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    var watch = Stopwatch.start();
    try {
      var root = connected(deadline);
      tell(true, "");
      return watch.stop().document(root, Json.object());
    } catch (IOException e) {
      tell(false, String.valueOf(e.getMessage()));
      var root = Json.object();
      root.set("backend", backend().put("connected", false));
      return watch.stop().document(root, Json.object());
    }
  }

  private void tell(boolean connected, String why) {
    if (wasConnected.getAndSet(connected) != connected) {
      if (connected) {
        LOG.info("{} answers again", config.address());
      } else {
        LOG.warn("no answer from Redis: {}", why);
      }
    }
  }

  private ObjectNode connected(Deadline deadline) throws IOException {
    try (var socket = RedisSocket.open(config.address(), tls, deadline);
        var _ = Alarm.closing(socket, deadline);
        var redis = new Jedis(() -> socket, client(deadline))) {
      var root = Json.object();
      long start = System.nanoTime();
      redis.ping();
      double latency = (System.nanoTime() - start) / 1e9;
      root.set("backend", backend().put("connected", true).put("latency_seconds", latency));
      nodes(redis, root);
      var updated = redis.getrange(config.updatedAt(), 0, 64);
      if (!updated.isEmpty()) {
        root.put("updated_at", updated);
      }
      sessions(redis, root);
      return root;
    } catch (JedisException e) {
      if (deadline.passed()) {
        throw new SocketTimeoutException(config.address() + ": no whole answer in time");
      }
      throw new IOException(config.address() + ": " + bounded(e), e);
    }
  }

  private DefaultJedisClientConfig client(Deadline deadline) throws IOException {
    var builder =
        DefaultJedisClientConfig.builder()
            .resp2()
            .timeoutMillis(deadline.timeoutMillis())
            .database(config.database().orElse(0))
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    config.username().ifPresent(builder::user);
    if (config.passwordFile().isPresent()) {
      builder.password(config.passwordFile().get().read());
    }
    return builder.build();
  }

  private ObjectNode backend() {
    return Json.object().put("type", "redis").put("host", config.address().toString());
  }

  private void nodes(Jedis redis, ObjectNode root) throws IOException {
    var keys = scan(redis, config.nodes(), MAX_NODES);
    if (keys.isEmpty()) {
      throw new IOException(
          config.address() + ": more than " + MAX_NODES + " keys " + config.nodes() + "*");
    }
    Map<String, Response<String>> values = new java.util.TreeMap<>();
    try (var pipeline = redis.pipelined()) {
      for (var key : keys.get()) {
        values.put(key, pipeline.getrange(key, 0, MAX_NODE_BYTES));
      }
      pipeline.sync();
    }
    var nodes = root.putObject("nodes");
    int unreadable = 0;
    for (var entry : values.entrySet()) {
      var node = node(entry.getKey(), entry.getValue());
      node.ifPresent(n -> nodes.set(entry.getKey().substring(config.nodes().length()), n));
      unreadable += node.isEmpty() ? 1 : 0;
    }
    root.put("nodes_unreadable", unreadable);
  }

  /** Empty if the key is not text, or too much of it, or not a JSON object. */
  private static Optional<ObjectNode> node(String key, Response<String> value) {
    try {
      var bytes = value.get().getBytes(UTF_8);
      if (bytes.length <= MAX_NODE_BYTES && Json.parse(key, bytes) instanceof ObjectNode node) {
        node.remove(NOT_FOR_SHOW);
        return Optional.of(node);
      }
    } catch (IOException | JedisDataException e) {
      // One node's key is no reason to lose the others.
    }
    return Optional.empty();
  }

  private void sessions(Jedis redis, ObjectNode root) {
    redis.select(config.sessionDatabase().orElse(1));
    scan(redis, config.sessions(), MAX_SESSIONS)
        .ifPresent(keys -> root.putObject("sessions").put("count", keys.size()));
  }

  /** The keys with a prefix, each once; empty if there are more than {@code limit}. */
  private static Optional<Set<String>> scan(Jedis redis, String prefix, int limit) {
    var pattern = prefix.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*";
    var parameters = new ScanParams().match(pattern).count(PAGE);
    Set<String> keys = new HashSet<>();
    var cursor = ScanParams.SCAN_POINTER_START;
    do {
      var page = redis.scan(cursor, parameters);
      keys.addAll(page.getResult());
      if (keys.size() > limit) {
        return Optional.empty();
      }
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return Optional.of(keys);
  }

  private static String bounded(JedisException e) {
    var message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
