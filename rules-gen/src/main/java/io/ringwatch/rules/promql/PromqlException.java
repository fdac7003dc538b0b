package io.ringwatch.rules.promql;

/** Text that is not PromQL; the message names the character, counted from 1, and the mend. */
public final class PromqlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  PromqlException(int offset, String message) {
    super("at character " + (offset + 1) + ": " + message);
    this.offset = offset;
  }

  /** Index of the character at which it went wrong. */
  public int offset() {
    return offset;
  }
}
