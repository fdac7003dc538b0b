package io.ringwatch.core;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the samples of one scrape. Holds the promises every page makes, whatever the target says:
 * label values are clean and bounded, no series stands twice, and no family exceeds its cap.
 */
public final class Samples {

  private final int maxSeries;
  private final Map<String, Family> families = new HashMap<>();
  private int dropped;

  /**
   * @param maxSeries how many series of one metric are kept; the rest is dropped and counted
   */
  public Samples(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /** Adds a sample; the label values stand in the order of the metric's labels. */
  public void add(Metric metric, double value, String... labelValues) {
    add(metric, value, LabelSet.of(metric, labelValues));
  }

  /**
   * Adds a sample with labels that other metrics share, or with more of them than the metric has by
   * itself.
   */
  public void add(Metric metric, double value, LabelSet labels) {
    var family = families.get(metric.name());
    if (family == null) {
      family = new Family(metric);
      families.put(metric.name(), family);
    }
    if (family.size() < maxSeries) {
      family.add(labels, value);
    } else {
      dropped++;
    }
  }

  /** Adds one series a state: 1 for the current one, 0 for the others. */
  public void addStates(
      Metric metric, Collection<String> states, String current, String... labelValues) {
    for (var state : states) {
      var values = Arrays.copyOf(labelValues, labelValues.length + 1);
      values[labelValues.length] = state;
      add(metric, state.equals(current) ? 1 : 0, values);
    }
  }

  /** A second, empty set under the same cap, for a part that may fail on its own. */
  public Samples part() {
    return new Samples(maxSeries);
  }

  /** Takes over all samples of a part. */
  public void addAll(Samples part) {
    part.families
        .values()
        .forEach(f -> f.samples().forEach(s -> add(f.metric(), s.value(), s.labels())));
    dropped += part.dropped;
  }

  /** The families, sorted by name and each by label, without doubles. */
  List<Family> settled() {
    families.values().forEach(family -> dropped += family.settle());
    return families.values().stream()
        .sorted(Comparator.comparing(family -> family.metric().name()))
        .toList();
  }

  /** Writes the samples in text format 0.0.4, families and series sorted, doubles dropped. */
  public void write(OutputStream out) throws IOException {
    new TextWriter(out, false).write(settled());
  }

  /** How many series were dropped so far, over the cap or as doubles. */
  public int dropped() {
    return dropped;
  }
}
