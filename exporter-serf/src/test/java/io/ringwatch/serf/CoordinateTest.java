package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CoordinateTest {

  private static final Coordinate ORIGIN = at(0, 0);

  @Test
  void theEstimateIsDistanceHeightsAndAdjustments() {
    var here = new Coordinate(List.of(0.0, 0.0), 0.001, 0.002);
    var there = new Coordinate(List.of(0.003, 0.004), 0.001, -0.001);
    assertThat(here.roundTripSeconds(there).getAsDouble()).isEqualTo(0.008, Offset.offset(1e-12));
  }

  @Test
  void anAdjustmentThatLeavesNothingIsDisregarded() {
    var there = new Coordinate(List.of(3.0, 4.0), 0, -6);
    assertThat(ORIGIN.roundTripSeconds(there)).hasValue(5);
  }

  @Test
  void coordinatesOfOtherDimensionsCannotBeCompared() {
    assertThat(ORIGIN.roundTripSeconds(new Coordinate(List.of(1.0), 0, 0))).isEmpty();
    var none = new Coordinate(List.of(), 0, 0);
    assertThat(none.roundTripSeconds(none)).isEmpty();
  }

  @Test
  void whatIsNotFiniteIsNoEstimate() {
    assertThat(ORIGIN.roundTripSeconds(at(Double.NaN, 0))).isEmpty();
    assertThat(ORIGIN.roundTripSeconds(at(Double.POSITIVE_INFINITY, 0))).isEmpty();
    assertThat(ORIGIN.roundTripSeconds(at(Double.MAX_VALUE, Double.MAX_VALUE))).isEmpty();
  }

  private static Coordinate at(double x, double y) {
    return new Coordinate(List.of(x, y), 0, 0);
  }
}
