package io.ringwatch.p2p.agent;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the agent measures and how often, as its configuration key says: {@code {"interval": 10,
 * "metrics": ["cpu", "memory", "disk"]}}, the interval in seconds. What is left out is as here.
 */
record AgentSettings(Duration interval, Set<Measure> measures) {

  /** What can be measured. */
  enum Measure {
    CPU,
    MEMORY,
    DISK;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final AgentSettings DEFAULT =
      new AgentSettings(Duration.ofSeconds(10), EnumSet.allOf(Measure.class));

  private static final double SHORTEST = 0.1;
  private static final double LONGEST = 86_400;

  AgentSettings {
    measures = Set.copyOf(measures);
  }

  /** Empty if it is not an object, or its interval or metrics are of the wrong kind. */
  static Optional<AgentSettings> of(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    var interval = interval(json.path("interval"));
    var measures = measures(json.path("metrics"));
    return interval.flatMap(i -> measures.map(m -> new AgentSettings(i, m)));
  }

  private static Optional<Duration> interval(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.of(DEFAULT.interval);
    }
    double seconds = json.isNumber() ? json.asDouble() : 0;
    return seconds >= SHORTEST && seconds <= LONGEST
        ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  /** Names that this agent does not know are passed over: others may. */
  private static Optional<Set<Measure>> measures(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.of(DEFAULT.measures);
    }
    if (!json.isArray()) {
      return Optional.empty();
    }
    var measures = EnumSet.noneOf(Measure.class);
    for (var measure : Measure.values()) {
      json.forEach(
          name -> {
            if (name.isString() && name.asString().equals(measure.label())) {
              measures.add(measure);
            }
          });
    }
    return Optional.of(measures);
  }
}
