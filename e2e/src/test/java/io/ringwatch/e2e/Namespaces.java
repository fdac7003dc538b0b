package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hosts on one machine: network namespaces joined by a bridge in one of their own, so that nothing
 * of it shows in the machine's network. Underlay addresses are 198.18.0.0/24, which RFC 2544 keeps
 * for tests.
 */
final class Namespaces implements Stage.Started {
  private static final Path HERE = Path.of("/run/netns");
  private static final Pattern OURS = Pattern.compile("rw-(\\d+)-\\w+");

  private final Path ip = Servers.require("ip");
  private final String prefix = "rw-" + ProcessHandle.current().pid() + "-";

  private Namespaces() {}

  static Namespaces create() {
    Servers.requireNamespaces();
    var namespaces = new Namespaces();
    namespaces.sweep();
    namespaces.ip("netns", "add", namespaces.bridge());
    namespaces.ip("-n", namespaces.bridge(), "link", "add", "br0", "type", "bridge");
    namespaces.ip("-n", namespaces.bridge(), "link", "set", "br0", "up");
    return namespaces;
  }

  String name(String host) {
    return prefix + host;
  }

  /** Adds a host with {@code eth0} on the bridge and gives the name of its namespace. */
  String addHost(String host, String address) {
    String name = name(host);
    ip("netns", "add", name);
    ip("-n", bridge(), "link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("-n", bridge(), "link", "set", host, "master", "br0", "up");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "addr", "add", address + "/24", "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
    return name;
  }

  /** Draws the host's network cable, or puts it back. */
  void plug(String host, boolean in) {
    ip("-n", bridge(), "link", "set", host, in ? "up" : "down");
  }

  /** Gives the host another address in place of its old one. */
  void move(String host, String from, String to) {
    ip("-n", name(host), "addr", "del", from + "/24", "dev", "eth0");
    ip("-n", name(host), "addr", "add", to + "/24", "dev", "eth0");
  }

  /** The ids of all processes that live in the host's network. */
  List<Long> processes(String host) {
    return pids(name(host));
  }

  private List<Long> pids(String namespace) {
    return ip("netns", "pids", namespace).lines().map(Long::valueOf).toList();
  }

  private String bridge() {
    return prefix + "bridge";
  }

  private String ip(Object... arguments) {
    return Command.of(ip, arguments).out();
  }

  @Override
  public void close() {
    all().stream().filter(name -> name.startsWith(prefix)).forEach(this::delete);
  }

  /** A test JVM that was killed outright could not clean up: the next one does. */
  private void sweep() {
    for (var name : all()) {
      var ours = OURS.matcher(name);
      if (ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
        delete(name);
      }
    }
  }

  private void delete(String namespace) {
    pids(namespace).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    ip("netns", "del", namespace);
  }

  private static List<String> all() {
    if (!Files.isDirectory(HERE)) {
      return List.of();
    }
    try (var names = Files.list(HERE)) {
      return names.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
