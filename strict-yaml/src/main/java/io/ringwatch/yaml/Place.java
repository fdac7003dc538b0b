package io.ringwatch.yaml;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A place in a file. A record component of this type receives the place of its own mapping, so that
 * later checks can point at it. Places are equal where they are the same, whatever they show.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in code points
 * @param shown makes the {@link #excerpt}: of thousands of places hardly one is ever shown
 */
public record Place(String file, int line, int column, Supplier<String> shown) {
  /** A place whose line is not at hand, or may not be shown. */
  public Place(String file, int line, int column) {
    this(file, line, column, () -> "");
  }

  /** The line with a caret beneath it, two lines; empty where nothing may be shown. */
  public String excerpt() {
    return shown.get();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place place
        && file.equals(place.file)
        && line == place.line
        && column == place.column;
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, line, column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
