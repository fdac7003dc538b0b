package io.ringwatch.serf;

import java.nio.file.Path;

/** An agent and the token for it, which no other agent ever gets. */
record Target(RpcAddress address, RpcToken token) {

  /** Reads {@code HOST:PORT} or {@code HOST:PORT=FILE}. */
  static Target parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Target(RpcAddress.parse(text), RpcToken.NONE)
        : new Target(
            RpcAddress.parse(text.substring(0, equals)),
            RpcToken.in(Path.of(text.substring(equals + 1))));
  }
}
