package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where probes may go: hosts by pattern ({@code *.example.org}), networks, ports. Whatever else is
 * said, link-local addresses are closed, and this machine is unless a network names just it ({@code
 * 127.0.0.0/8}).
 *
 * @param hosts any host if empty
 * @param networks any address if empty
 */
public record AllowList(List<String> hosts, List<Network> networks, List<Integer> ports) {

  public AllowList {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    networks = List.copyOf(networks);
    ports = List.copyOf(ports);
    if (hosts.isEmpty() && networks.isEmpty()) {
      throw new IllegalArgumentException("allow needs hosts or networks");
    }
    if (ports.isEmpty()) {
      throw new IllegalArgumentException("allow needs ports");
    }
  }

  /** Whether a target's name and port are on the list; its addresses are another question. */
  public boolean allows(HttpUrl url) {
    return ports.contains(url.port())
        && (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> matches(pattern, url.host())));
  }

  private boolean allows(InetAddress address) {
    if (Network.isForbidden(address)) {
      return false;
    }
    if (networks.isEmpty()) {
      return !Network.isLoopback(address);
    }
    return networks.stream()
        .filter(network -> !Network.isLoopback(address) || Network.isLoopback(network.base()))
        .anyMatch(network -> network.contains(address));
  }

  private static boolean matches(String pattern, String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return pattern.startsWith("*.")
        ? name.endsWith(pattern.substring(1)) && name.length() > pattern.length() - 1
        : name.equals(pattern);
  }

  /** Checks every request, and that every address of its host is allowed. */
  Gate gate(Resolver resolver) {
    return (url, deadline) -> admit(resolver, url, deadline);
  }

  private Optional<InetAddress> admit(Resolver resolver, HttpUrl url, Deadline deadline)
      throws IOException {
    if (!allows(url)) {
      throw new Forbidden(url + ": not on the allow-list");
    }
    var addresses = resolver.resolve(url.host(), deadline);
    if (!addresses.stream().allMatch(this::allows)) {
      throw new Forbidden(url + ": its address is not on the allow-list");
    }
    return Optional.of(addresses.getFirst());
  }
}
