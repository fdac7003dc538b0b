package io.ringwatch.core;

/** A text that no message, log or {@code toString} may show. */
record SecretText(String value) {

  static SecretText parse(String value) {
    return new SecretText(value);
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
