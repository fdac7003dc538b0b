package io.ringwatch.rules.promql;

/** Text that is not PromQL; the message names the character, counted from 1, and quotes it. */
public final class PromqlException extends Exception {
  private static final long serialVersionUID = 1L;

  PromqlException(int index, String message) {
    super("at character " + (index + 1) + ": " + message);
  }
}
