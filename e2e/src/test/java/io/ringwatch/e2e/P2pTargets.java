package io.ringwatch.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What p2p_exporter watches in a whole cluster, as its configuration: captured documents, a real
 * etcd, a real Redis, and the probes of this machine.
 */
final class P2pTargets {
  private static final Path SAMPLES = Path.of("exporter-p2p/src/test/resources/samples");

  /** Documents by target; of Orama there are three nodes, so that they can be compared. */
  private static final Map<String, String> DOCUMENTS =
      new TreeMap<>(
          Map.ofEntries(
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
              Map.entry("fleet-lb", "fleet-http/lb-health.200"),
              Map.entry("tailnet", "tailscale/status")));

  private P2pTargets() {}

  /** Writes it into the directory. */
  static Path config(Stage stage, Path directory, EtcdCluster etcd) throws IOException {
    var config = new StringBuilder("providers: {vast: [100.64.0.0/10]}\ntargets:\n");
    for (var document : DOCUMENTS.entrySet()) {
      config.append(target(document.getKey(), document.getValue(), sample(document.getValue())));
    }
    config.append(target("rack1-a", "cluster-os/status", inTheRing(directory)));
    for (var host : List.of("ns1", "ns2")) {
      var report =
          Files.readString(sample("orama/report"))
              .replace("\"ns1\"", '"' + host + '"')
              .replace("\"applied_index\"", "\"fsm_pending\": 2, \"applied_index\"")
              .replace("\"wild_tls_days_left\": -1", "\"wild_tls_days_left\": 61")
              .replace("5001 ALLOW 10.0.0.0/24", "5001 ALLOW Anywhere");
      var file = Files.writeString(directory.resolve(host + ".json"), report);
      config.append(orama(host, file));
    }
    var redis = RedisServer.start(stage, directory);
    redis.registerFleet(List.of("fleet-a", "fleet-b", "fleet-c"));
    var tls = TlsServer.start(stage, directory);
    config.append(heartbeats(etcd)).append(fleet(redis));
    config.append(reach(redis.place(), etcd.endpoints().getFirst(), tls.address(), directory));
    return Files.writeString(directory.resolve("p2p.yaml"), config);
  }

  private static Path sample(String name) {
    return Servers.root().resolve(SAMPLES).resolve(name).resolve("input.json");
  }

  /** A status whose members are those of the ring. */
  private static Path inTheRing(Path directory) throws IOException {
    var status =
        Files.readString(sample("cluster-os/status"))
            .replace("\"rack1-a\"", "\"node-1\"")
            .replace("\"rack1-b\"", "\"node-2\"")
            .replace("\"rack2-a\"", "\"node-3\"");
    return Files.writeString(directory.resolve("rack1-a.json"), status);
  }

  private static String target(String name, String sample, Path file) {
    return """
      - name: %1$s
        module: %2$s
        source: {file: %3$s, present: {key_file: %3$s}}
    """
        .formatted(name, sample.substring(0, sample.indexOf('/')), file);
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
}
