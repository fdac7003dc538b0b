package io.ringwatch.p2p.module;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a module, collected while it is checked. */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, String message) {
    problems.add(Problem.at(place, message));
  }

  /** A problem at a character inside a text. */
  void add(Placed<String> text, int offset, String message) {
    add(inside(text.place(), offset), message);
  }

  void throwIfAny() throws ConfigException {
    if (!problems.isEmpty()) {
      var byPlace = Comparator.comparingInt(Findings::line).thenComparingInt(Findings::column);
      throw new ConfigException(problems.stream().sorted(byPlace).distinct().toList());
    }
  }

  private static int line(Problem problem) {
    return problem.place().map(Place::line).orElse(0);
  }

  private static int column(Problem problem) {
    return problem.place().map(Place::column).orElse(0);
  }

  /** The place moved right; it stays where the text is a block or goes on in another line. */
  private static Place inside(Place start, int offset) {
    var lines = start.excerpt().split("\n", 2);
    if (lines.length < 2) {
      return start;
    }
    int caret = lines[1].length() - 1;
    var first = caret < lines[0].length() ? lines[0].charAt(caret) : ' ';
    int moved = caret + offset + (first == '"' || first == '\'' ? 1 : 0);
    if (first == '|' || first == '>' || moved > lines[0].length()) {
      return start;
    }
    var excerpt = lines[0] + "\n" + " ".repeat(moved) + "^";
    return new Place(start.file(), start.line(), start.column() + moved - caret, () -> excerpt);
  }
}
