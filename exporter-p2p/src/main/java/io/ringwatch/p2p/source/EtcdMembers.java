package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The etcd cluster itself: its members, their health, their leader. */
final class EtcdMembers {

  private static final int AT_ONCE = 8;

  private EtcdMembers() {}

  /** Adds what can be learnt by the deadline; what the user may not see is left out. */
  static void describe(EtcdGateway etcd, ObjectNode root, Deadline deadline) {
    try {
      var status = etcd.call("/v3/maintenance/status", Json.object(), deadline);
      root.put("version", status.path("version").asString(""));
      root.put("db_size", EtcdKeys.number(status, "dbSize"));
      root.put("raft_term", EtcdKeys.number(status, "raftTerm"));
      var leader = status.path("leader").asString("");
      var list = etcd.call("/v3/cluster/member/list", Json.object(), deadline);
      root.set("members", members(etcd, list.path("members"), leader, deadline));
      list.path("members").forEach(member -> nameLeader(root, member, leader));
    } catch (IOException e) {
      // Heartbeats can be read without a right to see the members: what is missing is absent.
    }
  }

  private static void nameLeader(ObjectNode root, JsonNode member, String leader) {
    if (member.path("ID").asString("").equals(leader)) {
      root.put("leader", name(member));
    }
  }

  private static ObjectNode members(
      EtcdGateway etcd, JsonNode list, String leader, Deadline deadline) {
    var health = FanOut.map(list.valueStream().toList(), AT_ONCE, m -> health(etcd, m, deadline));
    var members = Json.object();
    for (var member : list) {
      var id = member.path("ID").asString("");
      var described = members.putObject(name(member));
      described.put("id", id).put("started", !member.path("name").asString("").isEmpty());
      described.put("is_leader", id.equals(leader));
      health.getOrDefault(member, Optional.empty()).ifPresent(h -> described.put("healthy", h));
    }
    return members;
  }

  /** A member that never started has no name yet, and no address for clients. */
  private static String name(JsonNode member) {
    var name = member.path("name").asString("");
    return name.isEmpty() ? member.path("ID").asString("") : name;
  }

  private static Optional<Boolean> health(EtcdGateway etcd, JsonNode member, Deadline deadline) {
    var urls = member.path("clientURLs");
    try {
      return urls.isEmpty()
          ? Optional.empty()
          : etcd.health(HttpUrl.parse(urls.get(0).asString("")), deadline);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
