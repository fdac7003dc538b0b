package io.ringwatch.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The samples of one metric, growing while a scrape collects and sorted by label at its end. */
final class Family {

  /** One sample: a series and its value. */
  record Sample(LabelSet labels, double value) {}

  private final Metric metric;
  private final List<Sample> samples = new ArrayList<>();

  Family(Metric metric) {
    this.metric = metric;
  }

  Metric metric() {
    return metric;
  }

  List<Sample> samples() {
    return Collections.unmodifiableList(samples);
  }

  int size() {
    return samples.size();
  }

  void add(LabelSet labels, double value) {
    samples.add(new Sample(labels, value));
  }

  /**
   * Sorts by label and keeps the first of samples with the same labels.
   *
   * @return how many were dropped
   */
  int settle() {
    if (isSettled()) {
      return 0;
    }
    samples.sort(Comparator.comparing(Sample::labels));
    int kept = 0;
    for (int i = 0; i < samples.size(); i++) {
      if (kept == 0 || !samples.get(kept - 1).labels().equals(samples.get(i).labels())) {
        samples.set(kept++, samples.get(i));
      }
    }
    int dropped = samples.size() - kept;
    samples.subList(kept, samples.size()).clear();
    return dropped;
  }

  /** Mostly the samples were added in order. */
  private boolean isSettled() {
    for (int i = 1; i < samples.size(); i++) {
      if (samples.get(i - 1).labels().compareTo(samples.get(i).labels()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
