package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Problem;
import io.ringwatch.yaml.Suggestion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a spec, each thing once, in the order in which it was found. */
final class Findings {
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private int count;

  void add(Place place, String message) {
    count++;
    problems.add(Problem.at(place, message));
  }

  /**
   * What may be right, but seldom is.
   *
   * @param check what it is called, as pint calls its own: {@code promql/range}
   */
  void warn(Place place, String check, String message) {
    warnings.add(Problem.at(place, message + " [" + check + "]"));
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  void addAll(Collection<Problem> others) {
    problems.addAll(others);
  }

  /** {@code by: unknown label 'interfaec' (did you mean 'interface'?)}. */
  void known(String what, String word, Collection<String> known, Place place) {
    if (!known.contains(word)) {
      add(place, what + " '" + word + "' " + Suggestion.mend(word, known));
    }
  }

  /** How often something was found; the same thing may be found at several times. */
  int count() {
    return count;
  }

  void throwIfAny() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(List.copyOf(problems));
    }
  }
}
