package io.ringwatch.wireguard;

import java.net.InetAddress;
import java.nio.ByteBuffer;
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

  /** Sorted by how long the address is, then as the number it is, then by the network's size. */
  private record Cidr(int addressBytes, long high, long low, int length, String text) {

    private static final Comparator<Cidr> ORDER =
        Comparator.comparingInt(Cidr::addressBytes)
            .thenComparing(Cidr::high, Long::compareUnsigned)
            .thenComparing(Cidr::low, Long::compareUnsigned)
            .thenComparingInt(Cidr::length)
            .thenComparing(Cidr::text);

    static Cidr of(String text) {
      int slash = text.indexOf('/');
      try {
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int length = slash < 0 ? 0 : Integer.parseInt(text, slash + 1, text.length(), 10);
        var bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == 4
            ? new Cidr(4, 0, Integer.toUnsignedLong(bytes.getInt()), length, text)
            : new Cidr(16, bytes.getLong(), bytes.getLong(), length, text);
      } catch (IllegalArgumentException e) {
        return new Cidr(0, 0, 0, 0, text);
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
    return Arrays.stream(list.split(",", -1)).map(Cidr::of).sorted(Cidr.ORDER).map(Cidr::text);
  }
}
