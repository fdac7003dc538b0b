package io.ringwatch.core;

import java.io.IOException;

/** Answers {@code /probe?target=…}: says what to collect for a query. */
@FunctionalInterface
public interface Prober {

  /**
   * The collector for a query. The same target must yield the same object, so that concurrent
   * probes of it share one collection.
   *
   * @throws Refused if the query names no target, an unknown or a forbidden one
   */
  Collector collectorFor(Query query) throws Refused;

  /**
   * A probe that is not made. A collector may throw it as well, once it knows where a name or a
   * redirect leads.
   */
  final class Refused extends IOException {

    private static final long serialVersionUID = 1;
    private final int status;

    /**
     * @param status 400 for a query that makes no sense, 403 for a target that is not allowed
     * @param message what is wrong and how to mend it
     */
    public Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }
  }
}
