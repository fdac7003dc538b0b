package io.ringwatch.serf;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an agent's {@code stats} tells about itself. All values are strings on the wire; one that is
 * missing or no number is absent.
 *
 * @param agent holds {@code name}
 * @param runtime the Go runtime: {@code version}, {@code os}, {@code arch}, {@code goroutines} …
 * @param serf {@code health_score}, queues, Lamport clocks …
 */
record AgentStats(
    Map<String, String> agent, Map<String, String> runtime, Map<String, String> serf) {

  AgentStats {
    agent = Map.copyOf(agent);
    runtime = Map.copyOf(runtime);
    serf = Map.copyOf(serf);
  }

  /** The name under which the agent is a member; empty if it does not tell. */
  String name() {
    return agent.getOrDefault("name", "");
  }

  OptionalLong goroutines() {
    return number(runtime, "goroutines");
  }

  /** A number of the section {@code serf}, such as {@code intent_queue}. */
  OptionalLong serf(String key) {
    return number(serf, key);
  }

  Optional<Boolean> encrypted() {
    return switch (serf.getOrDefault("encrypted", "")) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static OptionalLong number(Map<String, String> section, String key) {
    try {
      return OptionalLong.of(Long.parseLong(section.getOrDefault(key, "")));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
