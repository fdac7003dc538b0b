package io.ringwatch.wireguard;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The exporter's own flags, and what they say. */
final class WireGuardFlags {

  private static final List<String> SUDO =
      List.of("/usr/bin/sudo", "-n", "--", "/usr/bin/timeout", "-s", "KILL", "10");

  @Option(
      names = "--wg.path",
      paramLabel = "FILE",
      defaultValue = "/usr/bin/wg",
      description = "Absolute path of wg, or of awg for AmneziaWG Default: ${DEFAULT-VALUE}")
  private String path = "/usr/bin/wg";

  @Option(
      names = "--wg.sudo",
      description =
          "Run \"sudo -n -- /usr/bin/timeout -s KILL 10 …\"; the capability CAP_NET_ADMIN is better.")
  private boolean sudo;

  @Option(
      names = "--wg.interface",
      paramLabel = "NAME",
      description = "Ask about this interface only, each on its own; repeatable.")
  private List<String> interfaces = new ArrayList<>();

  @Option(
      names = "--wg.netns",
      paramLabel = "NAME",
      description =
          "Ask in this network namespace, with a netns label; repeatable. An empty name is the"
              + " exporter's own.")
  private List<String> netns = new ArrayList<>();

  @Option(
      names = "--wg.ip-path",
      paramLabel = "FILE",
      defaultValue = "/usr/sbin/ip",
      description = "Absolute path of ip, for --wg.netns Default: ${DEFAULT-VALUE}")
  private String ipPath = "/usr/sbin/ip";

  @Option(
      names = "--wg.names",
      paramLabel = "PATH",
      description =
          "Names for peers: a WireGuard configuration with \"# friendly_name = laptop\" in [Peer], a"
              + " file with a key and a name a line, or a directory of such files; repeatable."
              + " Read again on change.")
  private List<Path> names = new ArrayList<>();

  @Option(
      names = "--wg.json-labels",
      paramLabel = "KEY",
      split = ",",
      description = "Keys of friendly_json that become labels of wireguard_peer_info.")
  private List<String> jsonLabels = new ArrayList<>();

  @Option(
      names = "--wg.peer-allow",
      paramLabel = "PEER",
      description =
          "Show only these peers: a public key, a friendly name or @FILE with one a line;"
              + " repeatable.")
  private List<String> allow = new ArrayList<>();

  @Option(
      names = "--wg.peer-deny",
      paramLabel = "PEER",
      description = "Never show these peers; as --wg.peer-allow.")
  private List<String> deny = new ArrayList<>();

  @Option(
      names = "--wg.peer-up-threshold",
      paramLabel = "DURATION",
      defaultValue = "180s",
      description =
          "How old the latest handshake of a peer that is up may be Default: ${DEFAULT-VALUE}")
  private Duration upThreshold = Duration.ofMinutes(3);

  @Option(
      names = "--wg.allowed-ips",
      description = "One series of wireguard_peer_allowed_ip_info for each allowed network.")
  private boolean allowedIps;

  @Option(
      names = "--wg.aggregate",
      description = "No series for single peers: sums, counts and latest handshake by interface.")
  private boolean aggregate;

  @Option(
      names = "--compat",
      paramLabel = "EXPORTER",
      description =
          "The metrics of another exporter in place of our own: mindflavor"
              + " (prometheus_wireguard_exporter 3.6).")
  private Optional<String> compat = Optional.empty();

  @Option(
      names = "--compat.remote-ip",
      description = "With --compat=mindflavor, its -r: labels remote_ip and remote_port.")
  private boolean compatRemoteIp;

  @Option(
      names = "--compat.separate-allowed-ips",
      description = "With --compat=mindflavor, its -s: labels allowed_ip_0, allowed_subnet_0, ….")
  private boolean compatSeparate;

  @Option(
      names = "--compat.handshake-delay",
      description = "With --compat=mindflavor, its -d: wireguard_latest_handshake_delay_seconds.")
  private boolean compatDelay;

  /** Where to read. */
  WireGuard wireGuard() throws ConfigException {
    for (var name : interfaces) {
      if (!name.matches("[^-/\\s][^/\\s]*") || name.equals("all") || name.equals("interfaces")) {
        throw ConfigException.of("--wg.interface: '" + name + "' is not the name of an interface");
      }
    }
    for (var name : netns) {
      if (!name.matches("|[^-/\\s][^/\\s]*")) {
        throw ConfigException.of("--wg.netns: '" + name + "' is not the name of a namespace");
      }
    }
    var setup =
        new WgCommand.Setup(
            sudo ? SUDO : List.of(),
            absolute("--wg.path", path),
            absolute("--wg.ip-path", ipPath),
            interfaces.stream().distinct().toList());
    var namespaces = netns.isEmpty() ? List.of("") : netns.stream().distinct().toList();
    return new Namespaces(namespaces.stream().map(name -> new WgCommand(setup, name)).toList());
  }

  private static String absolute(String flag, String path) throws ConfigException {
    if (!Path.of(path).isAbsolute()) {
      throw ConfigException.of(flag + ": '" + path + "' is not an absolute path");
    }
    return path;
  }

  /** What to make of it. */
  WireGuardCollector.Settings settings() throws ConfigException {
    for (var file : names) {
      if (!Files.exists(file)) {
        throw ConfigException.of("--wg.names: no such file or directory: " + file);
      }
    }
    return new WireGuardCollector.Settings(
        new NameFiles(names),
        new PeerFilter(
            PeerFilter.read("--wg.peer-allow", allow), PeerFilter.read("--wg.peer-deny", deny)),
        description());
  }

  private Description description() throws ConfigException {
    if (compat.isEmpty()) {
      if (compatRemoteIp || compatSeparate || compatDelay) {
        throw ConfigException.of("--compat.* flags need --compat=mindflavor");
      }
      return new NativeDescription(view());
    }
    if (!compat.get().equals("mindflavor")) {
      throw ConfigException.of("--compat: '" + compat.get() + "' is not known (mindflavor is)");
    }
    if (aggregate || allowedIps || !jsonLabels.isEmpty()) {
      throw ConfigException.of(
          "--compat=mindflavor has no --wg.aggregate, --wg.allowed-ips or --wg.json-labels");
    }
    return new MindFlavorMetrics(
        new MindFlavorMetrics.Switches(compatSeparate, compatRemoteIp, compatDelay));
  }

  private NativeDescription.View view() throws ConfigException {
    var taken = new ArrayList<>(WireGuardMetrics.PEER_INFO.labels());
    taken.add("netns");
    for (var label : jsonLabels) {
      if (!LabelNames.isFree(label, taken)) {
        throw ConfigException.of("--wg.json-labels: '" + label + "' cannot be a label here");
      }
      taken.add(label);
    }
    return new NativeDescription.View(
        upThreshold, allowedIps, aggregate, !names.isEmpty(), !netns.isEmpty(), jsonLabels);
  }
}
