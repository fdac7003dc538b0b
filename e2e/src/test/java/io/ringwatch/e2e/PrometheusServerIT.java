package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.e2e.PrometheusServer.ScrapeJob;
import io.ringwatch.e2e.PrometheusServer.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The Prometheus that the other tests ask is real: it scrapes, answers and fires. */
class PrometheusServerIT {
  @RegisterExtension static final Stage stage = new Stage();

  @Test
  void deadTargetIsDownAndItsAlertFires(@TempDir Path directory) throws IOException {
    var rules =
        Files.writeString(
            directory.resolve("rules.yml"),
            """
            groups:
              - name: dead
                rules:
                  - alert: Dead
                    expr: up == 0
                    annotations: {summary: "{{ $labels.job }} is dead"}
            """);
    Promtool.assertValidRules(rules);

    var nobody = new ScrapeJob("nobody", List.of(Loopback.free().address()));
    var prometheus = PrometheusServer.start(stage, List.of(nobody), List.of(rules));
    prometheus.await(
        "Dead fires", Duration.ofSeconds(20), () -> prometheus.fires("Dead", Map.of()));

    assertThat(prometheus.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.annotations()).containsValue("nobody is dead"));
    assertThat(prometheus.targets()).extracting(Target::health).containsExactly("down");
    assertThat(prometheus.query("up{job='nobody'} + 0.5"))
        .singleElement()
        .satisfies(sample -> assertThat(sample.value()).isEqualTo(0.5));
  }
}
