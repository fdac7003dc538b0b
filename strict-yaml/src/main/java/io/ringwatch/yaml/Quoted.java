package io.ringwatch.yaml;

/** A piece of the user's text inside a message: short, on one line, and visible. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String text(String text) {
    var shown = new StringBuilder("'");
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…'" : "'").toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    switch (codePoint) {
      case '\n' -> shown.append("\\n");
      case '\t' -> shown.append("\\t");
      case '\r' -> shown.append("\\r");
      default -> {
        if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT) {
          shown.append(String.format("\\u%04x", codePoint));
        } else {
          shown.appendCodePoint(codePoint);
        }
      }
    }
  }
}
