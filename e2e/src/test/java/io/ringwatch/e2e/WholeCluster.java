package io.ringwatch.e2e;

import io.ringwatch.e2e.PrometheusServer.ScrapeJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that Ringwatch watches, on one machine, and a Prometheus that scrapes every exporter of ours
 * and evaluates the committed rules: a real mesh, ring, etcd, Redis and node_exporter, and captured
 * documents of the systems that cannot be had. Not all is well: a member of the ring has failed, a
 * worker's heartbeat is gone, a target cannot be read.
 */
record WholeCluster(PrometheusServer prometheus) {
  /** As {@link #up} names them once all answer. */
  static final String JOBS = "haproxy node p2p p2p-agent ringrift-cluster serf wireguard";

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
      jobs.add(page(stage, "haproxy"));
      jobs.add(page(stage, "ringrift-cluster"));
      var prometheus = PrometheusServer.start(stage, jobs, rules());
      ring.node(2).kill();
      return new WholeCluster(prometheus);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The third node's exporter shows sums in place of peers, and is told the namespace to look into;
   * the node itself has just moved.
   */
  private static ScrapeJob wireguard(Stage stage, WireguardMesh mesh, Path directory)
      throws IOException {
    var names = "--wg.names=" + names(mesh, directory);
    var peer = mesh.node(2).publicKey();
    mesh.node(1).wgCommand("set", "wg0", "peer", peer, "persistent-keepalive", 25).out();
    var exporters =
        List.of(
            exporter(stage, mesh.node(1), names),
            exporter(stage, mesh.node(2), names),
            exporter(
                stage, mesh.node(3), "--wg.aggregate", "--wg.netns=" + mesh.node(3).namespace()));
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
    var config = P2pTargets.config(stage, directory, etcd);
    var exporter = Exporter.start(stage, "p2p_exporter", "--config.file=" + config);
    return new ScrapeJob("p2p", List.of(exporter.target()));
  }

  /** This machine, and one with an interface of WireGuard's. */
  private static ScrapeJob node(Stage stage) throws IOException {
    var place = Loopback.free();
    var program =
        stage.add(
            Program.start(
                Command.of(
                    Servers.require("prometheus-node-exporter"),
                    "--web.listen-address=" + place.address())));
    program.awaitHttp(place.uri("/metrics"), Duration.ofSeconds(20));
    var other = MetricsPage.start(stage, "node");
    return new ScrapeJob("node", List.of(place.address(), other.address()));
  }

  private static ScrapeJob page(Stage stage, String job) throws IOException {
    return new ScrapeJob(job, List.of(MetricsPage.start(stage, job).address()));
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
