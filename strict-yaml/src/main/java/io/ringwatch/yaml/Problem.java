package io.ringwatch.yaml;

import java.util.Optional;

/**
 * One thing that is wrong, and the mend.
 *
 * @param place empty if it belongs to no place in a file
 */
public record Problem(Optional<Place> place, String message) {
  public static Problem of(String message) {
    return new Problem(Optional.empty(), message);
  }

  public static Problem at(Place place, String message) {
    return new Problem(Optional.of(place), message);
  }

  /** {@code ringwatch.yaml:14:9: for: '5 min' is not a duration (try 5m)}. */
  @Override
  public String toString() {
    return place.map(p -> p + ": ").orElse("") + message;
  }

  /** The line of {@link #toString}, then the line of the file with a caret, where there is one. */
  String report() {
    var excerpt = place.map(Place::excerpt).orElse("");
    return excerpt.isEmpty() ? toString() : this + "\n" + excerpt;
  }
}
