package io.ringwatch.serf;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A place in the network by Vivaldi, in seconds. The difference of two estimates the round trip
 * between them.
 *
 * @param vector the place in space, eight numbers as Serf is configured today
 * @param height the way to the network's core, which every trip adds
 * @param adjustment a correction from measured trips
 * @see <a href="https://github.com/hashicorp/serf/blob/master/coordinate/coordinate.go">Serf's
 *     Coordinate.DistanceTo</a>
 */
record Coordinate(List<Double> vector, double height, double adjustment) {

  Coordinate {
    vector = List.copyOf(vector);
  }

  /** The estimate in seconds; empty if the two cannot be compared. */
  OptionalDouble roundTripSeconds(Coordinate other) {
    if (vector.isEmpty() || vector.size() != other.vector.size()) {
      return OptionalDouble.empty();
    }
    double distance = distance(other) + height + other.height;
    double adjusted = distance + adjustment + other.adjustment;
    double seconds = adjusted > 0 ? adjusted : distance;
    return Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
  }

  private double distance(Coordinate other) {
    double squares = 0;
    for (int i = 0; i < vector.size(); i++) {
      double difference = vector.get(i) - other.vector.get(i);
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
