package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.source.EtcdKeys.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The heartbeats in etcd as one document:
 *
 * <pre>{@code
 * {"watch": {"connected": true}, "version": …, "db_size": …, "raft_term": …, "leader": NAME,
 *  "members": {NAME: {"id", "started", "healthy", "is_leader"}},
 *  "nodes": {NAME: {"up", "deaths", "gone_at", "hostname_matches",
 *     "heartbeat": {"valid", "value", "mod_revision", "lease": {"ttl_seconds", "granted_ttl_seconds"}},
 *     "config": {"valid", "value", "mod_revision"}}}}
 * }</pre>
 *
 * The nodes are those with a configuration, those with a heartbeat and those that once had one:
 * death is a heartbeat that is gone, and a dead node stays in the document.
 */
final class EtcdSource implements Source {

  private static final int LEASES_AT_ONCE = 8;

  private final EtcdConfig config;
  private final EtcdGateway etcd;
  private final Heartbeats past;

  EtcdSource(EtcdConfig config, EtcdGateway etcd) {
    this.config = config;
    this.etcd = etcd;
    this.past = new Heartbeats(etcd, new EtcdKeys(config.heartbeats()));
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    past.read();
    var watch = Stopwatch.start();
    var root = Json.object();
    root.set("nodes", nodes(deadline));
    root.set("watch", Json.object().put("connected", past.isWatched()));
    EtcdMembers.describe(etcd, root, deadline.orIn(Duration.ofSeconds(3)));
    return watch.stop().document(root, Json.object());
  }

  private ObjectNode nodes(Deadline deadline) throws IOException {
    var heartbeats = byName(new EtcdKeys(config.heartbeats()).read(etcd, deadline));
    var configs = byName(new EtcdKeys(config.configs()).read(etcd, deadline));
    var leases = leases(heartbeats, deadline);
    heartbeats.keySet().forEach(past::alive);
    var seen = past.seen();
    Set<String> names = new TreeSet<>(seen.keySet());
    names.addAll(configs.keySet());
    names.removeAll(config.ignore());
    var nodes = Json.object();
    for (var name : names) {
      var node = nodes.putObject(name);
      node.put("up", heartbeats.containsKey(name));
      remember(node, seen.getOrDefault(name, Heartbeats.Past.NONE));
      if (heartbeats.containsKey(name)) {
        heartbeat(node, heartbeats.get(name), leases);
      }
      if (configs.containsKey(name)) {
        node.set("config", described(configs.get(name)));
      }
    }
    return nodes;
  }

  private static Map<String, Entry> byName(List<Entry> entries) {
    return entries.stream()
        .collect(Collectors.toMap(Entry::name, Function.identity(), (first, second) -> second));
  }

  private static void remember(ObjectNode node, Heartbeats.Past past) {
    node.put("deaths", past.deaths());
    past.goneAt().ifPresent(at -> node.put("gone_at", at.toEpochMilli() / 1e3));
  }

  private static void heartbeat(ObjectNode node, Entry entry, Map<Long, ObjectNode> leases) {
    var heartbeat = described(entry);
    var lease = leases.get(entry.lease());
    if (lease != null) {
      heartbeat.set("lease", lease);
    }
    node.set("heartbeat", heartbeat);
    var hostname = heartbeat.path("value").path("hostname").asString("");
    if (!hostname.isEmpty()) {
      node.put("hostname_matches", hostname.equals(entry.name()));
    }
  }

  private static ObjectNode described(Entry entry) {
    var described = Json.object();
    var value = entry.json();
    described.put("valid", value.isPresent());
    value.ifPresent(json -> described.set("value", json));
    return described.put("mod_revision", entry.modRevision());
  }

  /** By lease; one that cannot be asked for, or is over by now, is left out. */
  private Map<Long, ObjectNode> leases(Map<String, Entry> heartbeats, Deadline deadline) {
    var ids = heartbeats.values().stream().map(Entry::lease).filter(id -> id != 0).distinct();
    return FanOut.map(ids.toList(), LEASES_AT_ONCE, id -> lease(id, deadline));
  }

  private ObjectNode lease(long id, Deadline deadline) throws IOException {
    var answer =
        etcd.call("/v3/lease/timetolive", Json.object().put("ID", String.valueOf(id)), deadline);
    long ttl = answer.path("TTL").asLong(0);
    if (ttl < 0) {
      throw new IOException("lease " + id + " is over");
    }
    return Json.object()
        .put("ttl_seconds", ttl)
        .put("granted_ttl_seconds", EtcdKeys.number(answer, "grantedTTL"));
  }
}
