package io.ringwatch.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A real mesh: wireguard-go on several hosts, every node with every other as its peer, and each
 * pair has shaken hands when this is returned. Tunnel addresses are 10.77.0.N.
 */
final class WireguardMesh implements Stage.Started {
  private final Namespaces namespaces;
  private final List<WireguardNode> nodes = new ArrayList<>();

  private WireguardMesh(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Starts a mesh that the stage owns, for it may fail half-way. */
  static WireguardMesh start(Stage stage, int size) {
    var mesh = stage.add(new WireguardMesh(Namespaces.create()));
    for (int number = 1; number <= size; number++) {
      mesh.nodes.add(WireguardNode.start(mesh.namespaces, number));
    }
    mesh.nodes.forEach(WireguardNode::configure);
    for (var node : mesh.nodes) {
      mesh.othersOf(node).forEach(node::addPeer);
    }
    for (var node : mesh.nodes) {
      mesh.othersOf(node).forEach(node::ping);
    }
    return mesh;
  }

  /** The node of this number, from 1. */
  WireguardNode node(int number) {
    return nodes.get(number - 1);
  }

  /** All nodes but this one: its peers. */
  List<WireguardNode> othersOf(WireguardNode node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  /**
   * A {@code wg} for {@code --wg.netns}: as with WireGuard in the kernel, it shows the node in
   * whose network namespace it is started. (The real one finds userspace daemons by mount
   * namespace.)
   */
  Script wgByNetworkNamespace() {
    var lines = new StringBuilder("here=$(readlink /proc/self/ns/net)\n");
    for (var node : nodes) {
      lines.append(
          """
          if [ "$here" = "$(readlink /proc/%d/ns/net)" ]; then exec %s "$@"; fi
          """
              .formatted(node.pid(), node.wgCommand()));
    }
    return Script.write("wg", lines.append("exec ").append(Servers.require("wg")) + " \"$@\"\n");
  }

  @Override
  public void close() {
    try {
      nodes.forEach(WireguardNode::close);
    } finally {
      namespaces.close();
    }
  }

  @Override
  public String toString() {
    return "WireGuard mesh: " + nodes;
  }
}
