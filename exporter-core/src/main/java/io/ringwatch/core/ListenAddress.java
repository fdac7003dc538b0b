package io.ringwatch.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to listen, written {@code :9586}, {@code 127.0.0.1:9586} or {@code [::1]:9586}.
 *
 * @param host the interface's address; empty for all of them
 * @param port the port; 0 for any free one
 */
record ListenAddress(Optional<String> host, int port) {

  private static final Pattern SHAPE =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%\\w]+)]|([^:\\[\\]]*)):(\\d{1,5})");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with the mend, if it is none
   */
  static ListenAddress parse(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(3)) > 65_535) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address (try :9586, 127.0.0.1:9586 or [::1]:9586)");
    }
    var host = Optional.ofNullable(match.group(1)).or(() -> Optional.of(match.group(2)));
    return new ListenAddress(host.filter(h -> !h.isEmpty()), Integer.parseInt(match.group(3)));
  }

  @Override
  public String toString() {
    var shown = host.map(h -> h.contains(":") ? "[" + h + "]" : h).orElse("");
    return shown + ":" + port;
  }
}
