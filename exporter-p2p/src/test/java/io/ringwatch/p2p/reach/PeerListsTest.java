package io.ringwatch.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.p2p.source.Servers;
import io.ringwatch.p2p.source.WebPeer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that come from other exporters, over HTTP. */
@Timeout(60)
class PeerListsTest {

  private WebPeer server;

  @BeforeEach
  void start() throws Exception {
    server = WebPeer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wireguardExportersPageNamesThePeers() throws Exception {
    var page =
        """
        # TYPE wireguard_peer_info gauge
        wireguard_peer_info{interface="wg0",public_key="a=",allowed_ips="127.0.0.2/32,10.9.0.0/24",friendly_name="node2"} 1
        wireguard_peer_info{interface="wg0",public_key="b=",allowed_ips="127.0.0.3/32",friendly_name=""} 1
        """;
    server.json("/metrics", page);
    try (var reach = start("wireguard: " + server.url("/metrics"))) {
      assertThat(Rounds.first(reach))
          .contains("mesh_reach_peer_list_success{list=\"wireguard\"} 1", "mesh_reach_peers 2")
          .contains("mesh_tcp_connect_success{peer=\"node2\",port=\"1\"} 0")
          .contains("mesh_tcp_connect_success{peer=\"127.0.0.3\",port=\"1\"} 0");
    }
  }

  @Test
  void membersThatSerfAddsAreCheckedInTheNextRound() throws Exception {
    var body = new AtomicReference<>(group("127.0.0.2", "a"));
    server.on(
        "/sd",
        exchange -> {
          var bytes = ("[" + body.get() + "]").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
    try (var reach = start("sd: " + server.url("/sd?port=9100"))) {
      assertThat(Rounds.first(reach))
          .contains("mesh_reach_peer_list_success{list=\"sd\"} 1", "mesh_reach_peers 1")
          .contains("mesh_tcp_connect_success{peer=\"a\",port=\"1\"} 0");
      body.set(group("127.0.0.2", "a") + "," + group("127.0.0.3", "b"));
      Servers.await(
          Rounds.PATIENCE, () -> Rounds.metrics(reach).contains("{peer=\"b\",port=\"1\"} 0"));
    }
  }

  private static String group(String address, String member) {
    return "{\"targets\": [\"%s:9100\"], \"labels\": {\"__meta_serf_member\": \"%s\"}}"
        .formatted(address, member);
  }

  @Test
  void exporterThatIsDownKeepsItsPeersAndIsSaid() throws Exception {
    server.json("/sd", "[" + group("127.0.0.2", "a") + "]");
    try (var reach = start("sd: " + server.url("/sd"))) {
      Rounds.first(reach);
      server.close();
      Servers.await(
          Rounds.PATIENCE,
          () -> Rounds.metrics(reach).contains("mesh_reach_peer_list_success{list=\"sd\"} 0"));
      assertThat(Rounds.metrics(reach)).contains("mesh_reach_peers 1");
    }
  }

  private static Reach start(String list) throws Exception {
    var yaml = "{interval: 1s, timeout: 15s, ports: [1], peer_lists: [{" + list + "}]}";
    return Rounds.start(yaml, new PingHistory());
  }
}
