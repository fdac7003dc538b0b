package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** Says where a request may go. Asked before each one, redirects included. */
interface Gate {

  /**
   * Lets a request through.
   *
   * @return the checked address to connect to, so that the name is not resolved a second time; or
   *     empty if any address of the name will do
   * @throws Forbidden if it may not go there
   * @throws IOException if the name cannot be resolved
   */
  Optional<InetAddress> admit(HttpUrl url, Deadline deadline) throws IOException;
}
