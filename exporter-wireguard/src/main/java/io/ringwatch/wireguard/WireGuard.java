package io.ringwatch.wireguard;

import io.ringwatch.core.Deadline;
import java.io.IOException;

/** Where WireGuard's state is read from. */
@FunctionalInterface
interface WireGuard {

  /**
   * Reads all there is.
   *
   * @throws IOException if nothing could be read
   */
  Reading read(Deadline deadline) throws IOException;
}
