package io.ringwatch.rules.promql;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Repetitions within each other in a regular expression: {@code (a{30}){40}} is 1200 times {@code
 * a}. Go's RE2 refuses more than 1000; re2j would build them all.
 */
final class Repetitions {
  private static final int MOST = 1000;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

  /** How often what stands innermost is repeated, in the group and in what stands last in it. */
  private record Group(int most, int last) {
    Group then(int times) {
      return new Group(Math.max(most, times), times);
    }
  }

  private final String regex;
  private final ArrayDeque<Group> outer = new ArrayDeque<>();
  private Group group = new Group(1, 1);
  private int at;

  private Repetitions(String regex) {
    this.regex = regex;
  }

  static boolean areFew(String regex) {
    var repetitions = new Repetitions(regex);
    while (repetitions.at < regex.length()) {
      repetitions.step();
      if (repetitions.group.most > MOST) {
        return false;
      }
    }
    return true;
  }

  private void step() {
    switch (regex.charAt(at++)) {
      case '\\' -> {
        at++;
        group = group.then(1);
      }
      case '[' -> {
        characters();
        group = group.then(1);
      }
      case '(' -> {
        outer.push(group);
        group = new Group(1, 1);
      }
      case ')' -> {
        var inner = group.most;
        group = outer.isEmpty() ? group : outer.pop().then(inner);
      }
      case '{' -> repetition();
      case '*', '+', '?' -> {}
      default -> group = group.then(1);
    }
  }

  /** To the end of {@code [^]a-z\]]}. */
  private void characters() {
    at += regex.startsWith("^", at) ? 1 : 0;
    at += regex.startsWith("]", at) ? 1 : 0;
    while (at < regex.length() && regex.charAt(at) != ']') {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void repetition() {
    var count = COUNT.matcher(regex).region(at - 1, regex.length());
    if (count.lookingAt()) {
      var most = count.group(2);
      int times = Integer.parseInt(most == null || most.isEmpty() ? count.group(1) : most);
      group = group.then(group.last * Math.max(1, times));
      at = count.end();
    }
  }
}
