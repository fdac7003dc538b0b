package io.ringwatch.serf;

/** Spells IP addresses: dotted for IPv4, also when mapped into IPv6; RFC 5952 for IPv6. */
final class IpText {

  private static final int GROUPS = 8;

  private IpText() {}

  /** Empty if these are not 4 or 16 bytes. */
  static String of(byte[] address) {
    return switch (address.length) {
      case 4 -> dotted(address, 0);
      case 16 -> isMapped(address) ? dotted(address, 12) : colons(address);
      default -> "";
    };
  }

  private static String dotted(byte[] address, int from) {
    return (address[from] & 0xff)
        + "."
        + (address[from + 1] & 0xff)
        + "."
        + (address[from + 2] & 0xff)
        + "."
        + (address[from + 3] & 0xff);
  }

  private static boolean isMapped(byte[] address) {
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == -1 && address[11] == -1;
  }

  private static String colons(byte[] address) {
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(address, i);
      if (zeros > gapLength) {
        gapStart = i;
        gapLength = zeros;
      }
    }
    var text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(i > 0 && i != gapStart + gapLength ? ":" : "").append(hex(address, i));
      }
    }
    return text.toString();
  }

  private static int zerosFrom(byte[] address, int group) {
    int end = group;
    while (end < GROUPS && group(address, end) == 0) {
      end++;
    }
    return end - group;
  }

  private static int group(byte[] address, int group) {
    return ((address[2 * group] & 0xff) << 8) | (address[2 * group + 1] & 0xff);
  }

  private static String hex(byte[] address, int group) {
    return Integer.toHexString(group(address, group));
  }
}
