package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;

/** Where a peer's status document comes from. Safe to use from several threads. */
@FunctionalInterface
public interface Source {

  /**
   * Reads one document.
   *
   * @param deadline when the document must be there, everything included
   * @throws IOException if there is none; the message names the source in one bounded line and
   *     holds neither secrets nor anything of the document
   */
  Document read(Deadline deadline) throws IOException;
}
