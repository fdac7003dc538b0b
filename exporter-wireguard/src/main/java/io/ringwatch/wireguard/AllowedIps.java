package io.ringwatch.wireguard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks a peer may send from. WireGuard shows them in the order in which they were added, so
 * a configuration written anew would change a label: here they are in numeric order, IPv4 first.
 */
final class AllowedIps {

  private record Cidr(String text, byte[] address, int length) {

    private static final Comparator<Cidr> ORDER =
        Comparator.comparingInt((Cidr cidr) -> cidr.address.length)
            .thenComparing(Cidr::address, Arrays::compareUnsigned)
            .thenComparingInt(Cidr::length)
            .thenComparing(Cidr::text);

    static Cidr of(String text) {
      int slash = text.indexOf('/');
      try {
        return new Cidr(
            text,
            InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress(),
            slash < 0 ? 0 : Integer.parseInt(text, slash + 1, text.length(), 10));
      } catch (IllegalArgumentException e) {
        return new Cidr(text, new byte[0], 0);
      }
    }
  }

  private AllowedIps() {}

  /** The CIDRs of a comma-separated list, sorted. */
  static List<String> split(String list) {
    return list.isEmpty() ? List.of() : sorted(list).toList();
  }

  /** The same list, sorted. */
  static String sort(String list) {
    return list.indexOf(',') < 0 ? list : sorted(list).collect(Collectors.joining(","));
  }

  private static Stream<String> sorted(String list) {
    return Arrays.stream(list.split(",")).map(Cidr::of).sorted(Cidr.ORDER).map(Cidr::text);
  }
}
