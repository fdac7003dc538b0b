package io.ringwatch.core;

import java.io.IOException;

/** A page of an exporter besides its metrics, such as service discovery. Asked by GET or HEAD. */
@FunctionalInterface
public interface Page {

  /**
   * Answers a request.
   *
   * @throws IOException if the target could not be read: the client gets 503 and the message
   */
  Reply get(Query query, Deadline deadline) throws IOException;

  /** What a page answers. */
  record Reply(int status, String contentType, String body) {

    public static Reply json(String body) {
      return new Reply(200, "application/json", body);
    }

    /** A line of text for the person who asked. */
    public static Reply text(int status, String line) {
      return new Reply(status, "text/plain; charset=utf-8", line + "\n");
    }
  }
}
