package io.ringwatch.p2p.source;

/** {@code 10.0.1.200:6379} or {@code [fd00::1]:6379}. */
public record HostPort(String host, int port) {

  public HostPort {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("write it like 10.0.1.200:6379");
    }
  }

  /** For {@link io.ringwatch.yaml.StrictYaml}. */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    var host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.contains(":") && !bracketed) {
      throw new IllegalArgumentException("write an IPv6 address in brackets: [fd00::1]:6379");
    }
    var bare = bracketed ? host.substring(1, host.length() - 1) : host;
    try {
      return new HostPort(bare, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("write it like 10.0.1.200:6379");
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
