package io.ringwatch.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An IPv4 network, {@code 10.42.0.0/16}, as a regular expression: all that relabelling understands.
 *
 * @param octets four, from 0 to 255, those beyond the prefix 0
 * @param prefix bits that all addresses have in common, 0 to 32
 */
record Network(List<Integer> octets, int prefix) {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  Network {
    octets = List.copyOf(octets);
  }

  static Network parse(String text) {
    if (text.contains(":")) {
      throw new IllegalArgumentException(
          "relabelling cannot tell IPv6 networks, whose addresses have many spellings: give their"
              + " job labels: {provider: …}, or take its targets from p2p_exporter's /sd, which"
              + " tells the provider");
    }
    var shape = SHAPE.matcher(text);
    if (!shape.matches() || Integer.parseInt(shape.group(5)) > 32) {
      throw new IllegalArgumentException("write an IPv4 network like 10.42.0.0/16");
    }
    int prefix = Integer.parseInt(shape.group(5));
    List<Integer> octets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int octet = Integer.parseInt(shape.group(i + 1));
      if (octet > 255 || octet % size(prefix, i) != 0) {
        throw new IllegalArgumentException("no network begins there");
      }
      octets.add(octet);
    }
    return new Network(octets, prefix);
  }

  /** How many values the octet takes within the network. */
  private static int size(int prefix, int index) {
    int bits = Math.clamp(prefix - 8L * index, 0, 8);
    return 1 << (8 - bits);
  }

  /** Matches the addresses of the network and no others. */
  String regex() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int first = octets.get(i);
      int size = size(prefix, i);
      parts.add(size == 256 ? "[0-9]+" : range(first, first + size - 1));
    }
    return String.join("\\.", parts);
  }

  /** {@code 1[6-9]|2[0-9]|3[01]} for 16 to 31. */
  private static String range(int first, int last) {
    List<String> tens = new ArrayList<>();
    for (int ten = first / 10; ten <= last / 10; ten++) {
      int low = Math.max(first, ten * 10) % 10;
      int high = Math.min(last, ten * 10 + 9) % 10;
      tens.add((ten == 0 ? "" : ten) + (low == high ? "" + low : "[" + low + "-" + high + "]"));
    }
    return tens.size() == 1 ? tens.getFirst() : "(?:" + String.join("|", tens) + ")";
  }
}
