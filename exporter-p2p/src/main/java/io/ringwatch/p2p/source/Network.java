package io.ringwatch.p2p.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses, {@code 10.42.0.0/16} or {@code fd00::/8}; a single address is a range too.
 */
public record Network(InetAddress base, int prefix) {

  public Network {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException("a prefix of " + prefix + " bits does not fit");
    }
  }

  /** For {@link io.ringwatch.yaml.StrictYaml}. */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int bits = base.getAddress().length * 8;
      return new Network(base, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("write it like 10.42.0.0/16");
    }
  }

  /** Whether the address lies in this range. */
  public boolean contains(InetAddress address) {
    var mine = base.getAddress();
    var theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether no probe may ever go there: link-local addresses, where clouds keep their secrets,
   * multicast and the unspecified address, also inside of an IPv6 address.
   */
  static boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || isAwsMetadata(address)
        || embedded(address).filter(Network::isForbidden).isPresent();
  }

  /** Whether it is this machine, also inside of an IPv6 address. */
  static boolean isLoopback(InetAddress address) {
    return address.isLoopbackAddress()
        || embedded(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** {@code fd00:ec2::254}. */
  private static boolean isAwsMetadata(InetAddress address) {
    return address.equals(InetAddress.ofLiteral("fd00:ec2::254"));
  }

  /** The IPv4 address in a NAT64 (64:ff9b::/96), 6to4 (2002::/16) or compatible (::/96) one. */
  private static Optional<InetAddress> embedded(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length != 16 || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Optional.empty();
    }
    boolean nat64 = parse("64:ff9b::/96").contains(address);
    boolean compatible = parse("::/96").contains(address);
    if (nat64 || compatible) {
      return Optional.of(ofBytes(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return parse("2002::/16").contains(address)
        ? Optional.of(ofBytes(Arrays.copyOfRange(bytes, 2, 6)))
        : Optional.empty();
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefix;
  }
}
