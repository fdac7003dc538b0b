package io.ringwatch.serf;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one read of an agent came to.
 *
 * @param members as the agent sees them
 * @param coordinates by member's name, as far as the agent knows them; empty if not asked for
 * @param rpcTimes how long each command took, its answer read and decoded
 */
record AgentView(
    List<Member> members,
    AgentStats stats,
    Map<String, Coordinate> coordinates,
    Map<String, Duration> rpcTimes) {

  AgentView {
    members = List.copyOf(members);
    coordinates = Map.copyOf(coordinates);
    rpcTimes = Map.copyOf(rpcTimes);
  }
}
