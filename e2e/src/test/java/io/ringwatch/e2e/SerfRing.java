package io.ringwatch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Agents that gossip with each other; the last one wants a token. */
record SerfRing(List<SerfNode> nodes) {
  static final String TOKEN = "CANARY-rpc-token";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  SerfRing {
    nodes = List.copyOf(nodes);
  }

  /** Starts that many agents, node-1 first, on 127.0.77.1 and so on, with tags. */
  static SerfRing start(Stage stage, int size, Path directory) {
    var port = Loopback.free().port();
    var nodes = new ArrayList<SerfNode>();
    for (int i = 1; i <= size; i++) {
      boolean isLast = i == size;
      var identity =
          new SerfNode.Identity(
              "node-" + i, "127.0.77." + i + ":" + port, Loopback.free(), isLast ? TOKEN : "");
      var flags = new ArrayList<Object>(List.of("-tag=role=" + (i == 1 ? "controller" : "worker")));
      flags.add("-tag=dc=dc1");
      flags.add("-tag=auth_token=CANARY-tag-" + i);
      flags.add("-retry-interval=1s");
      flags.add("-retry-join=127.0.77." + (i == 1 ? 2 : 1) + ":" + port);
      if (isLast) {
        flags.add("-config-file=" + auth(directory));
      }
      nodes.add(SerfNode.start(stage, identity, flags.toArray()));
    }
    var ring = new SerfRing(nodes);
    nodes.forEach(ring::awaitWholeFor);
    return ring;
  }

  private static Path auth(Path directory) {
    return SecretFile.write(directory.resolve("auth.json"), "{\"rpc_auth\": \"" + TOKEN + "\"}");
  }

  /** A node, counted from 1. */
  SerfNode node(int number) {
    return nodes.get(number - 1);
  }

  /** Waits until this agent sees all alive. Others may take longer to forget what was pruned. */
  void awaitWholeFor(SerfNode node) {
    Await.until(
        () -> "all are alive: " + node.name() + " sees " + node.members(),
        PATIENCE,
        () -> Collections.frequency(node.members().values(), "alive") == nodes.size());
  }
}
