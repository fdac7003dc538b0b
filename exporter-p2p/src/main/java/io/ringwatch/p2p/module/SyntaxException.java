package io.ringwatch.p2p.module;

/** An expression that cannot be read. */
final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1;
  private final int offset;

  /**
   * @param offset of the character at fault in the expression, from 0
   */
  SyntaxException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
