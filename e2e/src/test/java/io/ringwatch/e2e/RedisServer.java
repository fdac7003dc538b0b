package io.ringwatch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A real Redis on loopback. */
record RedisServer(Loopback place) {
  private static final Duration START = Duration.ofSeconds(20);
  private static final int SESSIONS = 1;

  static RedisServer start(Stage stage, Path directory) {
    var place = Loopback.free();
    var command =
        Command.of(
            Servers.require("redis-server"),
            "--port",
            place.port(),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            directory);
    var server = new RedisServer(place);
    var program = stage.add(Program.start(command));
    program.await("answers PING", START, () -> server.command("PING").run().exit() == 0);
    return server;
  }

  String address() {
    return place.address();
  }

  /** Writes what Fleet keeps: these nodes with a heartbeat of now, and one session. */
  void registerFleet(List<String> nodes) {
    var now = LocalDateTime.now(ZoneOffset.UTC);
    nodes.forEach(node -> command("SET", "fleet:cluster:node:" + node, node(node, now)).out());
    command("SET", "fleet:cluster:updated_at", now).out();
    command("-n", SESSIONS, "SET", "fleet:session:3b1f0c9a7e", "{}").out();
  }

  private static String node(String name, LocalDateTime now) {
    return """
    {"node_id": "%1$s", "hostname": "%1$s", "port": 8778, "is_leader": false, "status": "active", \
    "last_heartbeat": "%2$s", "metadata": {"started_at": "%2$s"}, "version": "1.0.0", \
    "url": "https://%1$s:8778"}"""
        .formatted(name, now);
  }

  private Command command(Object... words) {
    var all = new ArrayList<Object>(List.of("-p", place.port()));
    all.addAll(List.of(words));
    return Command.of(Servers.require("redis-cli"), all.toArray());
  }
}
