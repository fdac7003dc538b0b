package io.ringwatch.p2p.source;

import io.ringwatch.p2p.Document;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Times one read of a source. */
record Stopwatch(Instant startedAt, long startNanos) {

  static Stopwatch start() {
    return new Stopwatch(Instant.now(), System.nanoTime());
  }

  Lap stop() {
    return new Lap(startedAt, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  /** A read that is over: its document is as of the middle of it. */
  record Lap(Instant startedAt, Duration took) {

    Document document(JsonNode root, JsonNode source) {
      return new Document(root, source, startedAt.plus(took.dividedBy(2)), took);
    }
  }
}
