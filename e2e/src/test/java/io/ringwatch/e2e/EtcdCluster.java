package io.ringwatch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real etcd cluster on loopback, with all its members up. */
record EtcdCluster(List<Member> members) {
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * One member.
   *
   * @param clients where it is asked
   * @param peers where the other members find it
   */
  record Member(String name, Loopback clients, Loopback peers) {}

  EtcdCluster {
    members = List.copyOf(members);
  }

  /** Starts so many members; they have a leader on return. */
  static EtcdCluster start(Stage stage, int size, Path directory) {
    var members =
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> new Member("etcd-" + i, Loopback.free(), Loopback.free()))
            .toList();
    var cluster = new EtcdCluster(members);
    var programs = new ArrayList<Program>();
    members.forEach(m -> programs.add(stage.add(Program.start(cluster.command(m, directory)))));
    for (int i = 0; i < size; i++) {
      programs.get(i).awaitHttp(members.get(i).clients().uri("/health"), START);
    }
    return cluster;
  }

  private Command command(Member member, Path directory) {
    var all =
        members.stream()
            .map(m -> m.name() + "=" + m.peers().uri(""))
            .collect(Collectors.joining(","));
    return Command.of(
        Servers.require("etcd"),
        "--name=" + member.name(),
        "--data-dir=" + directory.resolve(member.name()),
        "--listen-client-urls=" + member.clients().uri(""),
        "--advertise-client-urls=" + member.clients().uri(""),
        "--listen-peer-urls=" + member.peers().uri(""),
        "--initial-advertise-peer-urls=" + member.peers().uri(""),
        "--initial-cluster=" + all,
        "--logger=zap",
        "--log-level=error");
  }

  /** The URLs of all members. */
  List<String> endpoints() {
    return members.stream().map(member -> member.clients().uri("").toString()).toList();
  }

  /** Writes a key, with etcd's own program. */
  void put(String key, String value) {
    var endpoints = "--endpoints=" + String.join(",", endpoints());
    Command.of(Servers.require("etcdctl"), endpoints, "put", key, value)
        .with("ETCDCTL_API", "3")
        .out();
  }
}
