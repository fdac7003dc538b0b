package io.ringwatch.p2p.reach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ringwatch.core.ClientTls;
import io.ringwatch.core.SecretFile;
import io.ringwatch.p2p.source.Servers;
import io.ringwatch.p2p.source.TlsFiles;
import io.ringwatch.p2p.source.WebPeer;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of checks against real servers and a real fping. */
@Timeout(60)
class ReachTest {

  @TempDir Path directory;

  private final PingHistory history = new PingHistory();

  private Reach start(String yaml) throws Exception {
    return Rounds.start(yaml, history);
  }

  @Test
  void pingsGiveLatencyLossAndAHistogram() throws Exception {
    var registry = new PrometheusRegistry();
    history.register(registry);
    var yaml =
        """
        fping: %s
        packets: 3
        timeout: 500ms
        peers: [{name: here, address: 127.0.0.1}, {name: nowhere, address: 192.0.2.77}]
        """
            .formatted(Servers.require("fping"));
    try (var reach = start(yaml)) {
      assertThat(Rounds.first(reach))
          .contains("mesh_ping_program_success 1")
          .contains("mesh_ping_success{peer=\"here\"} 1")
          .contains("mesh_ping_loss_ratio{peer=\"here\"} 0")
          .contains("node_network_latency_seconds{peer=\"here\"} ")
          .contains("mesh_ping_success{peer=\"nowhere\"} 0")
          .doesNotContain("node_network_latency_seconds{peer=\"nowhere\"}");
    }
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    assertThat(out.toString(UTF_8))
        .contains("mesh_ping_rtt_seconds_bucket{peer=\"here\",le=\"+Inf\"} 3")
        .contains("mesh_ping_packets_total{peer=\"here\",result=\"received\"} 3");
  }

  @Test
  void fpingThatIsNotThereIsSaidByAMetric() throws Exception {
    var yaml = "{fping: /no/such/fping, peers: [{name: a, address: 127.0.0.1}]}";
    try (var reach = start(yaml)) {
      assertThat(Rounds.first(reach))
          .contains("mesh_ping_program_success 0")
          .doesNotContain("mesh_ping_success{");
    }
  }

  @Test
  void connectionsBannersUrlsAndNamesAreChecked() throws Exception {
    try (var peer = WebPeer.start().json("/ok", "{}").redirect("/moved", "/ok");
        var speaking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> speak(speaking));
      int closed = Servers.freePort();
      var yaml =
          """
          timeout: 1s
          ports: [%d, %d, %d]
          banners: [%d, %d]
          peers: [{name: p, address: 127.0.0.1}]
          http: [%s, %s, %s]
          dns: [localhost, no-such-host.invalid]
          """
              .formatted(
                  peer.port(),
                  speaking.getLocalPort(),
                  closed,
                  peer.port(),
                  speaking.getLocalPort(),
                  peer.url("/ok"),
                  peer.url("/moved"),
                  peer.url("/none"));
      try (var reach = start(yaml)) {
        assertThat(Rounds.first(reach))
            .contains("mesh_tcp_connect_success{peer=\"p\",port=\"%d\"} 0".formatted(peer.port()))
            .contains(
                "mesh_tcp_connect_success{peer=\"p\",port=\"%d\"} 1"
                    .formatted(speaking.getLocalPort()))
            .contains("mesh_tcp_connect_success{peer=\"p\",port=\"%d\"} 0".formatted(closed))
            .contains("mesh_http_success{url=\"%s\"} 1".formatted(peer.url("/ok")))
            .contains("mesh_http_status_code{url=\"%s\"} 302".formatted(peer.url("/moved")))
            .contains("mesh_http_success{url=\"%s\"} 0".formatted(peer.url("/none")))
            .contains("mesh_dns_success{name=\"localhost\"} 1")
            .contains("mesh_dns_success{name=\"no-such-host.invalid\"} 0");
      }
    }
  }

  private static void speak(ServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void expiryOfACertificateIsSeenWhoeverSignedIt() throws Exception {
    TlsFiles.in(directory);
    var place = new Place("test", 1, 1);
    var tls =
        new ClientTls(
            Optional.empty(),
            Optional.of(new Placed<>(directory.resolve("server.crt"), place)),
            Optional.of(new Placed<>(new SecretFile(directory.resolve("server.key")), place)));
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpsServer.create(at, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.open()));
    server.start();
    try {
      var endpoint = "127.0.0.1:" + server.getAddress().getPort();
      try (var reach = start("tls: ['%s', '127.0.0.1:1']".formatted(endpoint))) {
        var text = Rounds.first(reach);
        assertThat(text)
            .contains("mesh_tls_success{endpoint=\"%s\"} 1".formatted(endpoint))
            .contains("mesh_tls_success{endpoint=\"127.0.0.1:1\"} 0");
        var line =
            text.lines()
                .filter(l -> l.startsWith("mesh_tls_certificate_expiry_timestamp_seconds{"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(line.substring(line.indexOf('}') + 1))).isGreaterThan(4e9);
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void listThatCannotBeReadKeepsItsPeersAndIsSaid() throws Exception {
    var file = directory.resolve("peers.json");
    Files.writeString(file, "[{\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"node\": \"a\"}}]");
    try (var reach =
        start("{interval: 1s, ports: [1], peer_lists: [{sd_file: %s}]}".formatted(file))) {
      assertThat(Rounds.first(reach))
          .contains("mesh_reach_peer_list_success{list=\"sd_file\"} 1")
          .contains("mesh_tcp_connect_success{peer=\"a\",port=\"1\"} 0");
      Files.delete(file);
      Servers.await(
          Rounds.PATIENCE,
          () -> Rounds.metrics(reach).contains("mesh_reach_peer_list_success{list=\"sd_file\"} 0"));
      assertThat(Rounds.metrics(reach)).contains("mesh_reach_peers 1");
    }
  }
}
