package io.ringwatch.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One node of a mesh: a wireguard-go daemon with interface {@code wg0} in a network namespace and a
 * mount namespace of its own. The daemon's socket lies in /run/wireguard, which follows the mount
 * namespace: so {@code wg show all} on a node shows that node alone.
 */
final class WireguardNode implements Stage.Started {
  static final int LISTEN_PORT = 51820;

  private static final int PACKET_BYTES = 1000;

  private final Namespaces namespaces;
  private final int number;
  private final Program daemon;
  private final String privateKey;
  private final String publicKey;
  private final Script wgScript;
  private String address;

  private WireguardNode(Namespaces namespaces, int number, String address, Program daemon) {
    this.namespaces = namespaces;
    this.number = number;
    this.address = address;
    this.daemon = daemon;
    this.privateKey = Command.of(wg(), "genkey").out().strip();
    this.publicKey = Command.of(wg(), "pubkey").reading(privateKey).out().strip();
    this.wgScript =
        Script.write(
            "node" + number + "-wg",
            "exec '" + String.join("' '", wgCommand().words()) + "' \"$@\"\n");
  }

  /** Starts the daemon; {@link #configure} comes next. */
  static WireguardNode start(Namespaces namespaces, int number) {
    String address = "198.18.0." + number;
    String namespace = namespaces.addHost("n" + number, address);
    String script = "mount -t tmpfs tmpfs /run && exec \"$0\" --foreground wg0";
    var ip = Servers.require("ip");
    var daemon =
        Program.start(
            Command.of(ip, "netns", "exec", namespace, "sh", "-c", script, wireguardGo())
                .with("WG_I_PREFER_BUGGY_USERSPACE_TO_POLISHED_KMOD", "1"));
    return new WireguardNode(namespaces, number, address, daemon);
  }

  /** Sets key, port and tunnel address as soon as the daemon listens. */
  void configure() {
    daemon.await(
        "listens", Duration.ofSeconds(10), () -> Files.exists(run().resolve("wireguard/wg0.sock")));
    wgCommand("set", "wg0", "private-key", "/dev/stdin", "listen-port", LISTEN_PORT)
        .reading(privateKey)
        .out();
    ip("addr", "add", tunnelAddress() + "/24", "dev", "wg0");
    ip("link", "set", "wg0", "up");
  }

  /** The name of its network namespace. */
  String namespace() {
    return namespaces.name("n" + number);
  }

  /** The id of its daemon, in whose namespaces it lives. */
  long pid() {
    return daemon.pid();
  }

  String publicKey() {
    return publicKey;
  }

  String tunnelAddress() {
    return "10.77.0." + number;
  }

  /** Where the others reach it now, with its port. */
  String endpoint() {
    return address + ":" + LISTEN_PORT;
  }

  /** This node's {@code wg}, as an executable for {@code --wg.path}. */
  Path wgScript() {
    return wgScript.path();
  }

  /** This node's /run, seen from outside. */
  Path run() {
    return Path.of("/proc/" + daemon.pid() + "/root/run");
  }

  void addPeer(WireguardNode peer) {
    wgCommand(
            "set",
            "wg0",
            "peer",
            peer.publicKey,
            "endpoint",
            peer.endpoint(),
            "allowed-ips",
            peer.tunnelAddress() + "/32")
        .out();
  }

  void removePeer(WireguardNode peer) {
    wgCommand("set", "wg0", "peer", peer.publicKey, "remove").out();
  }

  /** Forgets the peer on both sides and shakes hands anew. */
  void renew(WireguardNode peer) {
    removePeer(peer);
    peer.removePeer(this);
    addPeer(peer);
    peer.addPeer(this);
    ping(peer);
  }

  /**
   * Forgets the peer on this side alone and greets it, whether or not an answer comes. The peer
   * sees a new handshake of a node that it knows.
   */
  void greet(WireguardNode peer) {
    removePeer(peer);
    addPeer(peer);
    send(peer);
  }

  /** One packet to the peer and back: the tunnel works, and hands are shaken. */
  void ping(WireguardNode peer) {
    enter(Command.of(Servers.require("fping"), "-q", "-r5", "-t1000", peer.tunnelAddress())).out();
  }

  /** Sends one packet towards the peer, whether or not an answer comes. */
  void send(WireguardNode peer) {
    enter(Command.of(Servers.require("fping"), "-q", "-r0", "-t100", peer.tunnelAddress())).run();
  }

  /** Sends at least this many bytes through the tunnel, and the peer sends as many back. */
  void traffic(WireguardNode peer, int bytes) {
    int packets = Math.ceilDiv(bytes, PACKET_BYTES);
    var fping = Servers.require("fping");
    enter(Command.of(fping, "-q", "-p5", "-b" + PACKET_BYTES, "-c" + packets, peer.tunnelAddress()))
        .out();
  }

  /**
   * Moves to another underlay address; the peers learn of it by the next packet. Setting the peers'
   * endpoints again makes wireguard-go forget the source address it sent from, as the kernel does.
   */
  void roam(String newAddress) {
    namespaces.move("n" + number, address, newAddress);
    address = newAddress;
    for (var peer : dump().peers()) {
      wgCommand("set", "wg0", "peer", peer.publicKey(), "endpoint", peer.endpoint()).out();
    }
  }

  /** Cuts the node off from all others. */
  void silence() {
    namespaces.plug("n" + number, false);
  }

  void endSilence() {
    namespaces.plug("n" + number, true);
  }

  /** Stops the daemon where it stands: from now on {@code wg} hangs on it for ever. */
  void stopDaemon() {
    daemon.signal("STOP");
  }

  void continueDaemon() {
    daemon.signal("CONT");
  }

  /** A {@code wg} command on this node, such as {@code show all dump}. */
  Command wgCommand(Object... arguments) {
    return enter(Command.of(wg(), arguments));
  }

  WireguardDump dump() {
    return WireguardDump.parse(wgCommand("show", "wg0", "dump").out());
  }

  /** Processes in this node's network besides the daemon: left behind by somebody. */
  Set<Long> strangers() {
    var all = new TreeSet<>(namespaces.processes("n" + number));
    all.remove(daemon.pid());
    return all;
  }

  @Override
  public void close() {
    daemon.kill();
    daemon.close();
    wgScript.close();
  }

  @Override
  public String toString() {
    return "node" + number + " " + endpoint() + " " + daemon;
  }

  private static Path wg() {
    return Servers.require("wg");
  }

  private static Path wireguardGo() {
    return Servers.require("wireguard-go");
  }

  private void ip(Object... arguments) {
    enter(Command.of(Servers.require("ip"), arguments)).out();
  }

  private Command enter(Command command) {
    return command.after(entry());
  }

  private List<String> entry() {
    var nsenter = Servers.require("nsenter").toString();
    return List.of(nsenter, "--target", Long.toString(daemon.pid()), "--mount", "--net", "--");
  }
}
