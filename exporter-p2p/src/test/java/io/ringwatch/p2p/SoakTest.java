package io.ringwatch.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Held;
import io.ringwatch.core.RunningExporter;
import io.ringwatch.p2p.source.Servers;
import io.ringwatch.p2p.source.WebPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Scrapes and reloads without end leave nothing behind: no thread, no open file, no memory. {@code
 * make soak} takes longer than this.
 */
@Isolated
class SoakTest {

  private static final int SCRAPES = Integer.getInteger("soak.scrapes", 2_000);
  private static final int RELOADS = Math.max(20, SCRAPES / 100);

  @TempDir Path directory;

  private WebPeer peer;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    peer = WebPeer.start().json("/status", "{\"node_id\": \"a\", \"role\": \"leader\"}");
    config = directory.resolve("p2p.yaml");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  /** A file, a peer that answers, one that is dead, and a local check each second. */
  private void configure(String path) throws IOException {
    var status = Path.of("src/test/resources/samples/ringrift/status/input.json");
    Files.writeString(
        config,
        """
        targets:
          - {name: file, module: ringrift, source: {file: %s}}
          - {name: peer, module: ringrift, source: {http: '%s%s'}}
          - {name: dead, module: ringrift, source: {http: 'http://127.0.0.1:%d/'}}
        reach: {interval: 1s, ports: [%d], peers: [{name: p, address: 127.0.0.1}]}
        """
            .formatted(
                status.toAbsolutePath(), peer.url(""), path, Servers.freePort(), peer.port()));
  }

  private RunningExporter exporter() throws Exception {
    var file = "--config.file=" + config;
    return RunningExporter.start(new P2pExporter(), file, "--web.disable-exporter-metrics");
  }

  private static void scrape(RunningExporter exporter, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      var page = exporter.page("/metrics");
      assertThat(page)
          .contains("p2p_target_up{target=\"file\",module=\"ringrift\"} 1")
          .contains("p2p_target_up{target=\"dead\",module=\"ringrift\"} 0");
    }
  }

  @Test
  void scrapesLeaveNothingBehind() throws Exception {
    configure("/status");
    try (var exporter = exporter()) {
      scrape(exporter, Math.max(500, SCRAPES / 10));
      var before = Held.now();
      scrape(exporter, SCRAPES);
      settles(before);
    }
  }

  @Test
  void reloadsLeaveNothingBehind() throws Exception {
    configure("/status");
    try (var exporter = exporter()) {
      reload(exporter, 20);
      var before = Held.now();
      reload(exporter, RELOADS);
      settles(before);
    }
  }

  /** Each with a source that the configuration before did not have. */
  private void reload(RunningExporter exporter, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      configure("/status?" + i);
      assertThat(exporter.reload()).isTrue();
      scrape(exporter, 1);
    }
  }

  /** Clients that are no longer used end some time after they were found to be garbage. */
  private static void settles(Held before) throws Exception {
    Servers.await(
        Duration.ofSeconds(20),
        () -> {
          before.assertNotOutgrownBy(Held.now());
          return true;
        });
  }
}
