package io.ringwatch.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.source.EtcdCluster;
import io.ringwatch.p2p.source.Servers;
import io.ringwatch.p2p.source.WebPeer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users start it, in a process of its own. */
@Timeout(120)
class ProgramTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  private Servers.Running start(String... words) throws Exception {
    port = Servers.freePort();
    var all = command(words);
    all.add("--web.listen-address=127.0.0.1:" + port);
    var log = directory.resolve("log");
    var running = Servers.start(log, all);
    Servers.await(
        PATIENCE,
        () -> {
          assertThat(running.process().isAlive()).as(Files.readString(log)).isTrue();
          return get("/-/healthy").statusCode() == 200;
        });
    return running;
  }

  private static List<String> command(String... words) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var all =
        new ArrayList<>(
            List.of(
                java, "-cp", System.getProperty("java.class.path"), P2pExporter.class.getName()));
    all.addAll(List.of(words));
    return all;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> probe(String target) throws Exception {
    var encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
    return get("/probe?module=ringrift&target=" + encoded);
  }

  @Test
  void targetsProbesAndListsAreServedAndReloaded() throws Exception {
    try (var peer = WebPeer.start()) {
      peer.json("/status", "{\"node_id\": \"hub-a\", \"role\": \"leader\", \"is_leader\": true}");
      peer.redirect("/away", "http://169.254.169.254/");
      var hosts = Files.writeString(directory.resolve("n.conf"), "dev|u@10.0.0.1|node\n");
      var good =
          """
          targets:
            - {name: hub-a, module: ringrift, source: {http: URL/status}}
            - {name: dead, module: ringrift, source: {http: URL/none}}
          probes:
            ringrift:
              allow: {networks: [127.0.0.0/8], ports: [PORT]}
              path: /status
            generic:
              allow: {networks: [127.0.0.0/8], ports: [PORT]}
              path: /away
          host_lists: [{file: HOSTS, format: orama}]
          """
              .replace("URL", peer.url(""))
              .replace("PORT", String.valueOf(peer.port()))
              .replace("HOSTS", hosts.toString());
      var config = Files.writeString(directory.resolve("p2p.yaml"), good);
      try (var running = start("--config.file=" + config)) {
        assertThat(get("/metrics").body())
            .contains("p2p_up 1", "p2p_target_up{target=\"hub-a\",module=\"ringrift\"} 1")
            .contains("p2p_target_up{target=\"dead\",module=\"ringrift\"} 0");
        assertThat(probe("127.0.0.1:" + peer.port()).statusCode()).isEqualTo(200);
        assertThat(probe("127.0.0.1:" + port).statusCode()).isEqualTo(403);
        assertThat(probe("169.254.169.254:" + peer.port()).statusCode()).isEqualTo(403);
        assertThat(get("/probe?module=generic&target=127.0.0.1:" + peer.port()).statusCode())
            .isEqualTo(403);
        assertThat(get("/sd").body()).contains("10.0.0.1:9587");
        Files.writeString(config, "targets: [{name: x, module: none, source: {file: /x}}]");
        var reload =
            HttpRequest.newBuilder(at("/-/reload")).POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(reload).statusCode()).isEqualTo(500);
        assertThat(get("/metrics").body())
            .contains("p2p_exporter_config_last_reload_successful 0")
            .contains("p2p_target_up{target=\"hub-a\",module=\"ringrift\"} 1");
        assertThat(running.process().isAlive()).isTrue();
      }
    }
  }

  @Test
  void roundTripsAreANativeHistogramForWhoTakesProtobuf() throws Exception {
    var fping = Servers.require("fping");
    var yaml = "reach: {fping: %s, packets: 3, peers: [{name: me, address: 127.0.0.1}]}";
    var config = Files.writeString(directory.resolve("p2p.yaml"), yaml.formatted(fping));
    try (var running = start("--config.file=" + config)) {
      assertThat(running.process().isAlive()).isTrue();
      Servers.await(PATIENCE, () -> get("/metrics").body().contains("mesh_ping_rtt_seconds_count"));
      var metric = protobuf("mesh_ping_rtt_seconds").getMetric(0);
      assertThat(metric.getLabel(0).getValue()).isEqualTo("me");
      var histogram = metric.getHistogram();
      assertThat(histogram.getSampleCount()).isEqualTo(3);
      assertThat(histogram.getBucketList()).as("classic buckets too").hasSize(15);
      assertThat(histogram.getSchema()).isEqualTo(5);
      assertThat(histogram.getPositiveSpanList()).isNotEmpty();
      assertThat(histogram.getPositiveDeltaList()).isNotEmpty();
    }
  }

  /** A family of the page, as Prometheus asks for it where native histograms are turned on. */
  private MetricFamily protobuf(String name) throws IOException, InterruptedException {
    var accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
    var request = HttpRequest.newBuilder(at("/metrics")).header("Accept", accept).build();
    try (var in = client.send(request, BodyHandlers.ofInputStream()).body()) {
      for (var family = MetricFamily.parseDelimitedFrom(in);
          family != null;
          family = MetricFamily.parseDelimitedFrom(in)) {
        if (family.getName().equals(name)) {
          return family;
        }
      }
    }
    throw new AssertionError(name + " is not on the page");
  }

  @Test
  void badConfigurationIsOneClearLine() throws Exception {
    var config = Files.writeString(directory.resolve("p2p.yaml"), "tragets: []\n");
    var log = directory.resolve("log");
    var words = command("--config.file=" + config, "--config.check");
    try (var running = Servers.start(log, words)) {
      assertThat(running.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(running.process().exitValue()).isEqualTo(1);
      assertThat(Files.readString(log))
          .startsWith(config + ":1:1: ")
          .contains("unknown key 'tragets'", "targets");
    }
  }

  @Test
  void agentRevokesItsLeaseOnSigterm() throws Exception {
    try (var etcd = EtcdCluster.start(directory, 1);
        var running = start("agent", "--etcd=" + etcd.endpoints().getFirst(), "--node=worker1")) {
      var source = etcd.config("").open();
      Servers.await(
          PATIENCE,
          () ->
              source
                  .read(Deadline.in(Duration.ofSeconds(5)))
                  .root()
                  .at("/nodes/worker1/up")
                  .asBoolean(false));
      assertThat(get("/metrics").body()).contains("p2p_agent_heartbeat_up 1");
      running.process().destroy();
      assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(running.process().exitValue()).isZero();
      var worker = source.read(Deadline.in(Duration.ofSeconds(5))).root().at("/nodes/worker1");
      assertThat(worker.path("up").asBoolean(true)).isFalse();
    }
  }
}
