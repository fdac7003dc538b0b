package io.ringwatch.yaml;

/**
 * A place in a file. A record component of this type receives the place of its own mapping, so that
 * later checks can point at it.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in code points
 * @param excerpt the line with a caret beneath it, two lines; empty where nothing may be shown
 */
public record Place(String file, int line, int column, String excerpt) {
  /** A place whose line is not at hand. */
  public Place(String file, int line, int column) {
    this(file, line, column, "");
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
