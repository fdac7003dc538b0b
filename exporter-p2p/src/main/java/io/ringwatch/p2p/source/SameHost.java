package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * For a URL that the user configured: its own host is fine, whatever it is. A redirect may lead to
 * other hosts, but not to this machine nor to a link-local address, and never from TLS to plain.
 */
record SameHost(HttpUrl configured, Resolver resolver) implements Gate {

  @Override
  public Optional<InetAddress> admit(HttpUrl url, Deadline deadline) throws IOException {
    if (configured.isSecure() && !url.isSecure()) {
      throw new Forbidden(url + ": a redirect from https to http is not followed");
    }
    if (url.host().equalsIgnoreCase(configured.host())) {
      return Optional.empty();
    }
    var addresses = resolver.resolve(url.host(), deadline);
    for (var address : addresses) {
      if (Network.isForbidden(address) || Network.isLoopback(address)) {
        throw new Forbidden(url + ": " + configured + " must not lead there");
      }
    }
    return Optional.of(addresses.getFirst());
  }
}
