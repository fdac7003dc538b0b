package io.ringwatch.e2e;

import io.ringwatch.e2e.PrometheusServer.ScrapeJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that Ringwatch watches, on one machine, and a Prometheus that scrapes every exporter of ours
 * and evaluates the committed rules: a real mesh, ring, etcd, Redis and node_exporter, and captured
 * documents of the systems that cannot be had. Not all is well: a member of the ring has failed, a
 * worker's heartbeat is gone, a target cannot be read.
 */
record WholeCluster(PrometheusServer prometheus) {
  private static final Path SAMPLES = Path.of("exporter-p2p/src/test/resources/samples");

  /** Documents by target; of Orama there are three nodes, so that they can be compared. */
  private static final Map<String, String> DOCUMENTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("rack1-a", "cluster-os/status"),
              Map.entry("rack1-a-api", "cluster-os/api-v1-status"),
              Map.entry("rack1-a-units", "cluster-os/systemd"),
              Map.entry("orama-b", "orama/minimal"),
              Map.entry("hub-a", "ringrift/status"),
              Map.entry("hub-health", "ringrift/health"),
              Map.entry("hub-cluster", "ringrift/cluster-health"),
              Map.entry("hub-network", "ringrift/network-status"),
              Map.entry("hub-raft", "ringrift/raft-status"),
              Map.entry("hub-swim", "ringrift/swim-status"),
              Map.entry("hub-sync", "ringrift/sync-status"),
              Map.entry("hub-assumed", "ringrift/status-runbook-assumed"),
              Map.entry("hub-admin", "ringrift-sync/ok"),
              Map.entry("fleet-page", "fleet-http/health-check.documented"),
              Map.entry("tailnet", "tailscale/status")));

  /** Starts all; Prometheus has scraped each job on return. */
  static WholeCluster start(Stage stage, Path directory) {
    try {
      var jobs = new ArrayList<ScrapeJob>();
      var mesh = WireguardMesh.start(stage, 3);
      jobs.add(wireguard(stage, mesh, directory));
      var ring = SerfRing.start(stage, 3, directory);
      jobs.add(serf(stage, ring, mesh));
      var etcd = EtcdCluster.start(stage, 3, directory);
      jobs.add(agents(stage, etcd));
      jobs.add(p2p(stage, directory, etcd));
      jobs.add(node(stage));
      var prometheus = PrometheusServer.start(stage, jobs, rules());
      ring.node(2).kill();
      return new WholeCluster(prometheus);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The third node's exporter shows sums in place of peers; the node itself has just moved. */
  private static ScrapeJob wireguard(Stage stage, WireguardMesh mesh, Path directory)
      throws IOException {
    var names = "--wg.names=" + names(mesh, directory);
    var peer = mesh.node(2).publicKey();
    mesh.node(1).wgCommand("set", "wg0", "peer", peer, "persistent-keepalive", 25).out();
    var exporters =
        List.of(
            exporter(stage, mesh.node(1), names),
            exporter(stage, mesh.node(2), names),
            exporter(stage, mesh.node(3), "--wg.aggregate"));
    exporters.forEach(Exporter::metrics);
    mesh.node(3).roam("198.18.0.33");
    mesh.node(3).ping(mesh.node(1));
    return new ScrapeJob("wireguard", exporters.stream().map(Exporter::target).toList());
  }

  private static Exporter exporter(Stage stage, WireguardNode node, Object... flags) {
    var all = new ArrayList<Object>(List.of(flags));
    all.add("--wg.path=" + node.wgScript());
    return Exporter.start(stage, "wireguard_exporter", all.toArray());
  }

  /** A configuration that names the node's peers, as wg-quick would read it. */
  private static Path names(WireguardMesh mesh, Path directory) throws IOException {
    var config = new StringBuilder();
    for (int n = 1; n <= 3; n++) {
      config.append("[Peer]\n# friendly_name = node-").append(n);
      config.append("\nPublicKey = ").append(mesh.node(n).publicKey());
      config.append("\nAllowedIPs = ").append(mesh.node(n).tunnelAddress()).append("/32\n");
    }
    return Files.writeString(directory.resolve("wg0.conf"), config);
  }

  /** Each member tells its WireGuard key, by which the topology joins ring and mesh. */
  private static ScrapeJob serf(Stage stage, SerfRing ring, WireguardMesh mesh) {
    for (int n = 1; n <= 3; n++) {
      ring.node(n).serf("tags", "-set", "wg_pubkey=" + mesh.node(n).publicKey());
    }
    var exporter =
        Exporter.start(
            stage,
            "serf_exporter",
            "--serf.rpc-address=" + ring.node(1).rpc(),
            "--serf.tags=role,dc,wg_pubkey",
            "--serf.member-states",
            "--serf.protocol-versions",
            "--serf.rtt");
    return new ScrapeJob("serf", List.of(exporter.target()));
  }

  /** Two workers keep their heartbeat; a third has died. */
  private static ScrapeJob agents(Stage stage, EtcdCluster etcd) {
    var config = "{\"interval\": 1, \"metrics\": [\"cpu\", \"memory\", \"disk\"]}";
    List.of("worker1", "worker2", "worker3")
        .forEach(worker -> etcd.put("/monitor/config/" + worker, config));
    var targets = Stream.of("worker1", "worker2").map(w -> agent(stage, etcd, w).target());
    return new ScrapeJob("p2p-agent", targets.toList());
  }

  private static Exporter agent(Stage stage, EtcdCluster etcd, String node) {
    var flags = new ArrayList<Object>(List.of("agent", "--node=" + node));
    etcd.endpoints().forEach(endpoint -> flags.add("--etcd=" + endpoint));
    return Exporter.start(stage, "p2p_exporter", flags.toArray());
  }

  private static ScrapeJob p2p(Stage stage, Path directory, EtcdCluster etcd) throws IOException {
    var config = new StringBuilder("targets:\n");
    for (var document : DOCUMENTS.entrySet()) {
      config.append(target(document.getKey(), document.getValue()));
    }
    for (var host : List.of("ns1", "ns2")) {
      var report =
          Files.readString(sample("orama/report"))
              .replace("\"ns1\"", '"' + host + '"')
              .replace("\"applied_index\"", "\"fsm_pending\": 2, \"applied_index\"");
      var file = Files.writeString(directory.resolve(host + ".json"), report);
      config.append(orama(host, file));
    }
    var redis = RedisServer.start(stage, directory);
    redis.registerFleet(List.of("fleet-a", "fleet-b", "fleet-c"));
    var tls = TlsServer.start(stage, directory);
    config.append(heartbeats(etcd)).append(fleet(redis));
    config.append(reach(redis.place(), etcd.endpoints().getFirst(), tls.address(), directory));
    var file = Files.writeString(directory.resolve("p2p.yaml"), config);
    var exporter = Exporter.start(stage, "p2p_exporter", "--config.file=" + file);
    return new ScrapeJob("p2p", List.of(exporter.target()));
  }

  private static Path sample(String name) {
    return Servers.root().resolve(SAMPLES).resolve(name).resolve("input.json");
  }

  private static String target(String name, String sample) {
    return """
      - name: %s
        module: %s
        source: {file: %s}
    """
        .formatted(name, sample.substring(0, sample.indexOf('/')), sample(sample));
  }

  private static String orama(String name, Path file) {
    return """
      - name: %s
        module: orama
        source: {file: %s}
        labels: {environment: testnet, role: nameserver, node: %s}
    """
        .formatted(name, file, name);
  }

  private static String heartbeats(EtcdCluster etcd) {
    return """
      - name: workers
        module: etcd-heartbeat
        source: {etcd: [%s], ignore: [master]}
      - name: nobody
        module: generic
        source: {file: /nowhere/status.json}
    """
        .formatted(String.join(", ", etcd.endpoints()));
  }

  private static String fleet(RedisServer redis) {
    return """
      - name: fleet
        module: fleet-redis
        source: {redis: %s}
    """
        .formatted(redis.address());
  }

  /** Two peers that answer, of which one has an open port, and one of a list that does not. */
  private static String reach(Loopback open, String etcd, String tls, Path directory)
      throws IOException {
    var list = "[{\"targets\": [\"192.0.2.1:9100\"], \"labels\": {\"node\": \"lisbon\"}}]";
    return """
    reach:
      interval: 1s
      timeout: 500ms
      packets: 3
      fping: %1$s
      path_mtu: [1280]
      ports: [1, %2$d]
      listening: {tcp: [1, %2$d]}
      peers:
        - {name: berlin, address: 127.0.0.1}
        - {name: oslo, address: 127.0.0.2}
      peer_lists:
        - sd_file: %3$s
      http: ["%4$s/health"]
      tls: ["%5$s"]
      dns: [localhost]
    """
        .formatted(
            Servers.require("fping"),
            open.port(),
            Files.writeString(directory.resolve("peers.json"), list),
            etcd,
            tls);
  }

  private static ScrapeJob node(Stage stage) {
    var place = Loopback.free();
    var program =
        stage.add(
            Program.start(
                Command.of(
                    Servers.require("prometheus-node-exporter"),
                    "--web.listen-address=" + place.address())));
    program.awaitHttp(place.uri("/metrics"), Duration.ofSeconds(20));
    return new ScrapeJob("node", List.of(place.address()));
  }

  private static List<Path> rules() throws IOException {
    try (var files = Files.list(Servers.root().resolve("alerts"))) {
      return files.filter(f -> f.toString().endsWith(".rules.yml")).sorted().toList();
    }
  }

  /** The jobs whose exporters all answer. */
  String up() {
    return prometheus.query("min by (job) (up) == 1").stream()
        .map(sample -> sample.label("job"))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
