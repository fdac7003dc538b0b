package io.ringwatch.yaml;

import java.util.ArrayList;
import java.util.List;

/** The text of one file, for places and for the lines that problems show. */
final class Source {
  private static final int WIDTH = 100;

  private final String name;
  private final String text;
  private final boolean secretive;
  private final int[] lineStarts;

  /**
   * @param secretive no line of this text may be shown
   */
  Source(String name, String text, boolean secretive) {
    this.name = name;
    this.text = text;
    this.secretive = secretive;
    this.lineStarts = lineStarts(text);
  }

  String text() {
    return text;
  }

  boolean secretive() {
    return secretive;
  }

  Place place(Node.At at) {
    return secretive
        ? new Place(name, at.line(), at.column())
        : new Place(name, at.line(), at.column(), () -> excerpt(at));
  }

  /** The place of the code point with this index. */
  Node.At at(int codePointIndex) {
    int end =
        text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
    int line = 0;
    while (line + 1 < lineStarts.length && lineStarts[line + 1] <= end) {
      line++;
    }
    return new Node.At(line + 1, text.codePointCount(lineStarts[line], end) + 1);
  }

  /** A window of the line around the column, and a caret under the column. */
  private String excerpt(Node.At at) {
    if (at.line() > lineStarts.length) {
      return "";
    }
    var line = line(at.line()).codePoints().map(Source::visible).toArray();
    int caret = Math.min(at.column() - 1, line.length);
    int from = caret < WIDTH ? 0 : caret - WIDTH / 2;
    int to = Math.min(line.length, from + WIDTH);
    var shown = new String(line, from, to - from).stripTrailing();
    return shown.isEmpty() ? "" : "  " + shown + "\n  " + " ".repeat(caret - from) + "^";
  }

  private String line(int number) {
    int start = lineStarts[number - 1];
    int end = number < lineStarts.length ? lineStarts[number] : text.length();
    return text.substring(start, end);
  }

  private static int visible(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT
        ? ' '
        : codePoint;
  }

  /** Lines end as YAML 1.2 says: with LF, CR LF or CR. */
  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crLf)) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
