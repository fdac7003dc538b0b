package io.ringwatch.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.ObjectMapper;

/** A real Serf agent on an address of its own in 127.0.0.0/8. */
final class SerfNode implements Stage.Started {
  private static final Duration START = Duration.ofSeconds(20);

  private final Command agent;
  private final Identity identity;
  private Program program;

  /**
   * What stays when an agent is started again.
   *
   * @param gossip IP:PORT
   * @param token empty if its RPC wants none
   */
  record Identity(String name, String gossip, Loopback rpc, String token) {}

  private SerfNode(Command agent, Identity identity) {
    this.agent = agent;
    this.identity = identity;
    this.program = start(agent);
  }

  /** Starts an agent; it answers its RPC on return. */
  static SerfNode start(Stage stage, Identity identity, Object... flags) {
    var all = new ArrayList<Object>();
    all.add("agent");
    all.add("-node=" + identity.name());
    all.add("-bind=" + identity.gossip());
    all.add("-rpc-addr=" + identity.rpc().address());
    all.add("-profile=local");
    all.addAll(List.of(flags));
    return stage.add(new SerfNode(Command.of(Servers.require("serf"), all.toArray()), identity));
  }

  private static Program start(Command agent) {
    var program = Program.start(agent);
    program.awaitLine("Serf agent running!", START);
    return program;
  }

  String name() {
    return identity.name();
  }

  String gossip() {
    return identity.gossip();
  }

  /** HOST:PORT of its RPC. */
  String rpc() {
    return identity.rpc().address();
  }

  /** Has the agent do something, such as {@code leave}. */
  String serf(String verb, Object... arguments) {
    var all = new ArrayList<Object>(List.of(verb, "-rpc-addr=" + rpc()));
    if (!identity.token().isEmpty()) {
      all.add("-rpc-auth=" + identity.token());
    }
    all.addAll(List.of(arguments));
    return Command.of(Servers.require("serf"), all.toArray()).out();
  }

  /** Status by member, by serf's own word. */
  Map<String, String> members() {
    var members = new ObjectMapper().readTree(serf("members", "-format=json")).get("members");
    var byName = new TreeMap<String, String>();
    StreamSupport.stream(members.spliterator(), false)
        .forEach(m -> byName.put(m.get("name").asString(), m.get("status").asString()));
    return byName;
  }

  void signal(String name) {
    program.signal(name);
  }

  /** Ends at once, as in a power cut. */
  void kill() {
    program.kill();
  }

  /** SIGTERM, which Serf takes for an unclean end. */
  void terminate() {
    program.stop();
  }

  /** Starts the same agent again. */
  void restart() {
    program.close();
    program = start(agent);
  }

  @Override
  public void close() {
    program.close();
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
