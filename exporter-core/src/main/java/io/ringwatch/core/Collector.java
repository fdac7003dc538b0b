package io.ringwatch.core;

import java.io.IOException;

/** What one scrape does: read the target and describe what was read. */
@FunctionalInterface
public interface Collector {

  /**
   * Reads the target and adds its samples.
   *
   * @param deadline when the samples must be there
   * @param out takes the samples; what was added before a failure is thrown away
   * @throws IOException if the target could not be read; the message is logged and must hold no
   *     secret. The scrape then shows {@code up 0}.
   */
  void collect(Deadline deadline, Samples out) throws IOException;
}
