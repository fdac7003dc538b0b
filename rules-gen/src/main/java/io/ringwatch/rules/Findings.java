package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Problem;
import io.ringwatch.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with a spec, in the order in which it was found. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, String message) {
    problems.add(Problem.at(place, message));
  }

  /** {@code by: unknown label 'interfaec' (did you mean 'interface'?)}. */
  void known(String what, String word, Collection<String> known, Place place) {
    if (!known.contains(word)) {
      add(place, what + " '" + word + "' " + Suggestion.mend(word, known));
    }
  }

  int count() {
    return problems.size();
  }

  void throwIfAny() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
