package io.ringwatch.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, in a bounded number. */
final class Problems {
  private static final int MOST = 100;

  private record Found(Node.At at, String message) {}

  private final Source source;
  private final List<Found> found = new ArrayList<>();

  Problems(Source source) {
    this.source = source;
  }

  void add(Node.At at, String message) {
    found.add(new Found(at, message));
  }

  void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw toException();
    }
  }

  ConfigException toException() {
    var byPlace =
        Comparator.comparingInt((Found f) -> f.at.line()).thenComparingInt(f -> f.at.column());
    List<Problem> problems = new ArrayList<>();
    found.stream()
        .sorted(byPlace)
        .distinct()
        .limit(MOST)
        .forEach(f -> problems.add(Problem.at(source.place(f.at), f.message)));
    if (found.size() > MOST) {
      problems.add(Problem.of("… and " + (found.size() - MOST) + " more"));
    }
    return new ConfigException(problems);
  }
}
