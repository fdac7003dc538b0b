package io.ringwatch.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The user's own file or flags are wrong. Holds every problem that was found, in order. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A problem that belongs to no place in a file. */
  public static ConfigException of(String message) {
    return new ConfigException(List.of(Problem.of(message)));
  }

  public static ConfigException at(Place place, String message) {
    return new ConfigException(List.of(Problem.at(place, message)));
  }

  public List<Problem> problems() {
    return problems;
  }

  /** For people at a terminal: each problem, with its line of the file and a caret beneath. */
  public String report() {
    return problems.stream().map(Problem::report).collect(joining("\n"));
  }
}
