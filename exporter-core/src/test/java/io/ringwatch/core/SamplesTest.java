package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final Metric A = Metric.gauge("a", "Help of a.", "name");
  private static final Metric B = Metric.counter("b_total", "Help of b.", "name");
  private static final Metric STATE = Metric.stateSet("state", "Help.", "name", "state");

  @Test
  void familiesAreSortedAndNeverSplit() {
    var samples = new Samples(10);
    samples.add(B, 1, "y");
    samples.add(A, 2, "x");
    samples.add(B, 3, "x");
    assertThat(Expositions.text(samples))
        .isEqualTo(
            """
            # HELP a Help of a.
            # TYPE a gauge
            a{name="x"} 2
            # HELP b_total Help of b.
            # TYPE b_total counter
            b_total{name="x"} 3
            b_total{name="y"} 1
            """);
  }

  @Test
  void doublesAreDroppedAndCounted() {
    var samples = new Samples(10);
    samples.add(A, 1, "x");
    samples.add(A, 2, "x");
    samples.add(A, 3, "y");
    samples.add(A, 4, LabelSet.of(List.of("name", "other"), "x", ""));
    assertThat(Expositions.text(samples)).endsWith("a{name=\"x\"} 1\na{name=\"y\"} 3\n");
    assertThat(samples.dropped()).isEqualTo(2);
  }

  @Test
  void seriesOverTheCapAreDroppedAndCountedByFamily() {
    var samples = new Samples(60_000);
    for (int i = 0; i < 100_000; i++) {
      samples.add(A, i, "tag" + i);
    }
    samples.add(B, 1, "x");
    assertThat(samples.settled()).extracting(f -> f.samples().size()).containsExactly(60_000, 1);
    assertThat(samples.dropped()).isEqualTo(40_000);
  }

  @Test
  void statesAreOneHot() {
    var samples = new Samples(10);
    samples.addStates(STATE, List.of("alive", "left", "failed"), "left", "n1");
    assertThat(Expositions.text(samples))
        .endsWith(
            """
            state{name="n1",state="alive"} 0
            state{name="n1",state="failed"} 0
            state{name="n1",state="left"} 1
            """);
  }

  @Test
  void partsAreTakenOverWithWhatTheyDropped() {
    var samples = new Samples(2);
    samples.add(A, 1, "x");
    var part = samples.part();
    List.of("x", "y", "z").forEach(name -> part.add(A, 2, name));
    samples.addAll(part);
    assertThat(Expositions.text(samples)).endsWith("a{name=\"x\"} 1\n");
    assertThat(samples.dropped()).as("z in the part, y over the cap, x twice").isEqualTo(3);
  }
}
