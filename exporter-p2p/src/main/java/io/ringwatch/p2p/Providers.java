package io.ringwatch.p2p;

import io.ringwatch.p2p.source.Network;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who provides which addresses. Of two networks that hold an address the smaller one counts. */
public final class Providers {

  /** Nobody is known. */
  public static final Providers NONE = new Providers(Map.of());

  private record Range(Network network, String provider) {}

  private final List<Range> smallestFirst;

  /**
   * @param networks by the provider's name
   * @throws IllegalArgumentException if two providers have the same network
   */
  public Providers(Map<String, List<Network>> networks) {
    var owners = new HashMap<Network, String>();
    networks.forEach((name, all) -> all.forEach(network -> own(owners, network, name)));
    smallestFirst =
        owners.entrySet().stream()
            .map(owner -> new Range(owner.getKey(), owner.getValue()))
            .sorted(Comparator.comparingInt((Range range) -> range.network().prefix()).reversed())
            .toList();
  }

  private static void own(Map<Network, String> owners, Network network, String name) {
    var other = owners.putIfAbsent(network, name);
    if (other != null) {
      throw new IllegalArgumentException(
          "providers: " + network + " stands twice, at " + other + " and at " + name);
    }
  }

  /**
   * The provider of a host.
   *
   * @param host an address; a name is never resolved, and has no provider
   */
  public Optional<String> of(String host) {
    if (smallestFirst.isEmpty()) {
      return Optional.empty();
    }
    return address(host)
        .flatMap(
            address ->
                smallestFirst.stream()
                    .filter(range -> range.network().contains(address))
                    .map(Range::provider)
                    .findFirst());
  }

  private static Optional<InetAddress> address(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
