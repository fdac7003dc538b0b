package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.e2e.PrometheusServer.ScrapeJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that finds its targets in a real ring, through {@code /sd}. */
class SerfDiscoveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  @Test
  void targetsFollowTheRingAndNoneIsLostWhenTheAgentStops() {
    var ring = SerfRing.start(stage, 3, directory);
    var exporter =
        Exporter.start(stage, "serf_exporter", "--serf.rpc-address=" + ring.node(1).rpc());
    var page = exporter.uri("/sd?port=9100&status=alive");
    var prometheus =
        PrometheusServer.start(stage, List.of(ScrapeJob.discovered("node", page)), List.of());
    var all = Set.of("127.0.77.1:9100", "127.0.77.2:9100", "127.0.77.3:9100");
    prometheus.await("all are found", PATIENCE, () -> targets(prometheus).equals(all));

    ring.node(2).kill();
    var two = Set.of("127.0.77.1:9100", "127.0.77.3:9100");
    prometheus.await("the failed one is gone", PATIENCE, () -> targets(prometheus).equals(two));

    ring.node(1).kill();
    assertThat(Http.get(page).statusCode()).isEqualTo(503);
    pause(Duration.ofSeconds(5));
    assertThat(targets(prometheus)).isEqualTo(two);
  }

  private static Set<String> targets(PrometheusServer prometheus) {
    return prometheus.query("up{job='node'}").stream()
        .map(sample -> sample.label("instance"))
        .collect(Collectors.toSet());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
