package io.ringwatch.p2p.reach;

import io.ringwatch.p2p.source.HostPort;
import io.ringwatch.p2p.source.HttpUrl;
import io.ringwatch.yaml.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to reach, how and how often.
 *
 * @param interval between two rounds, 30s if empty
 * @param timeout of each check, 2s if empty
 * @param packets sent to each peer in a round, 5 if empty
 * @param fping the program that sends them; no pings if empty
 * @param pathMtu sizes of packets, IP header included, of which the largest that reaches a peer
 *     whole is looked for
 * @param ports to connect to on every peer
 * @param banners those of the ports where the peer speaks first, as SSH does
 * @param listening ports that this machine should listen on
 * @param peers by hand
 * @param peerLists where more peers come from
 * @param http URLs that should answer with less than 400
 * @param tls endpoints whose certificate is looked at
 * @param dns names that should resolve
 */
public record ReachConfig(
    Optional<Duration> interval,
    Optional<Duration> timeout,
    Optional<Integer> packets,
    Optional<Path> fping,
    List<Integer> pathMtu,
    List<Integer> ports,
    List<Integer> banners,
    Optional<Listening> listening,
    List<Peer> peers,
    List<PeerList> peerLists,
    List<HttpUrl> http,
    List<HostPort> tls,
    List<String> dns) {

  /**
   * Somebody to reach.
   *
   * @param name the label {@code peer}
   * @param address an address or a host's name
   */
  public record Peer(String name, String address) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:-]{0,254}|::1");

    public Peer {
      if (!HOST.matcher(address).matches()) {
        throw new IllegalArgumentException("address: neither an address nor a host's name");
      }
    }
  }

  /** Where peers come from. */
  public sealed interface PeerList {

    /** Single addresses among the allowed IPs, from a wireguard_exporter's {@code /metrics}. */
    record Wireguard(@Key("wireguard") HttpUrl metrics) implements PeerList {}

    /** A list for {@code http_sd_configs}, such as serf_exporter's {@code /sd}. */
    record Sd(HttpUrl sd) implements PeerList {}

    /** A list for {@code file_sd_configs}, in JSON. */
    record SdFile(@Key("sd_file") Path file) implements PeerList {}
  }

  /** Local ports by protocol. */
  public record Listening(List<Integer> tcp, List<Integer> udp) {
    public Listening {
      tcp = ports("listening", tcp);
      udp = ports("listening", udp);
    }
  }

  public ReachConfig {
    pathMtu = pathMtu.stream().sorted(Comparator.reverseOrder()).distinct().toList();
    ports = ports("ports", ports);
    banners = List.copyOf(banners);
    peers = List.copyOf(peers);
    peerLists = List.copyOf(peerLists);
    http = List.copyOf(http);
    tls = List.copyOf(tls);
    dns = List.copyOf(dns);
    if (packets.isPresent() && (packets.get() < 1 || packets.get() > 100)) {
      throw new IllegalArgumentException("packets has to be 1 to 100");
    }
    if (fping.isPresent() && !fping.get().isAbsolute()) {
      throw new IllegalArgumentException("fping needs an absolute path");
    }
    if (!pathMtu.isEmpty() && fping.isEmpty()) {
      throw new IllegalArgumentException("path_mtu needs fping");
    }
    if (pathMtu.stream().anyMatch(size -> size < 68 || size > 65_000)) {
      throw new IllegalArgumentException("path_mtu has to be 68 to 65000 bytes");
    }
    if (interval.isPresent() && interval.get().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("interval has to be 1s at least");
    }
    if (!ports.containsAll(banners)) {
      throw new IllegalArgumentException("banners has to be among ports");
    }
  }

  private static List<Integer> ports(String key, List<Integer> ports) {
    if (ports.stream().anyMatch(port -> port < 1 || port > 65535)) {
      throw new IllegalArgumentException(key + " has to be 1 to 65535");
    }
    return List.copyOf(ports);
  }

  Duration pause() {
    return interval.orElse(Duration.ofSeconds(30));
  }

  Duration patience() {
    return timeout.orElse(Duration.ofSeconds(2));
  }

  int count() {
    return packets.orElse(5);
  }
}
