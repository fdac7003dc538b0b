package io.ringwatch.p2p.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Samples;
import io.ringwatch.p2p.source.Servers;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** Rounds of checks as a page shows them. */
final class Rounds {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Rounds() {}

  static Reach start(String yaml, PingHistory history) throws ConfigException {
    return Reach.start(StrictYaml.parse("reach.yaml", yaml, ReachConfig.class), history);
  }

  /** What the latest round found. */
  static String metrics(Reach reach) throws IOException {
    var samples = new Samples(10_000);
    reach.describe(samples);
    var out = new ByteArrayOutputStream();
    samples.write(out);
    return out.toString(UTF_8);
  }

  /** What the first round finds, as soon as it has ended. */
  static String first(Reach reach) throws Exception {
    Servers.await(PATIENCE, () -> metrics(reach).contains("mesh_reach_round_timestamp_seconds "));
    return metrics(reach);
  }
}
