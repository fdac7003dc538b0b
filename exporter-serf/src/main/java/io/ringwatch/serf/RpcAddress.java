package io.ringwatch.serf;

import java.util.regex.Pattern;

/**
 * Where an agent's RPC listens.
 *
 * @param host a name or an address, IPv6 without brackets
 */
record RpcAddress(String host, int port) {

  private static final Pattern SHAPE = Pattern.compile("(\\[([^\\[\\]]+)]|[^:\\[\\]]+):(\\d{1,5})");

  /**
   * Reads {@code host:port} or {@code [v6]:port}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static RpcAddress parse(String text) {
    var match = SHAPE.matcher(text);
    if (match.matches()) {
      int port = Integer.parseInt(match.group(3));
      if (port >= 1 && port <= 65_535) {
        var bracketed = match.group(2);
        return new RpcAddress(bracketed == null ? match.group(1) : bracketed, port);
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not an RPC address (try 127.0.0.1:7373 or [::1]:7373)");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
