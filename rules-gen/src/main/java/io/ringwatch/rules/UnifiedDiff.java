package io.ringwatch.rules;

import java.util.ArrayList;
import java.util.List;

/** What {@code diff -u} prints: the least number of changed lines, with three lines around. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many changes the whole middle counts as changed: the search is quadratic. */
  private static final int MOST_CHANGES = 2_000;

  /**
   * One line of the result.
   *
   * @param sign {@code ' '}, {@code '-'} or {@code '+'}
   */
  private record Line(char sign, String text) {}

  private final List<String> a;
  private final List<String> b;
  private final List<Line> lines = new ArrayList<>();

  private UnifiedDiff(List<String> a, List<String> b) {
    this.a = a;
    this.b = b;
  }

  /** Empty if both are equal. */
  static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(before.lines().toList(), after.lines().toList());
    diff.compare();
    var hunks = diff.hunks();
    return hunks.isEmpty() ? "" : "--- a/" + name + "\n+++ b/" + name + "\n" + hunks;
  }

  private void compare() {
    int start = 0;
    while (start < Math.min(a.size(), b.size()) && a.get(start).equals(b.get(start))) {
      lines.add(new Line(' ', a.get(start++)));
    }
    int same = 0;
    while (same < Math.min(a.size(), b.size()) - start
        && a.get(a.size() - 1 - same).equals(b.get(b.size() - 1 - same))) {
      same++;
    }
    lines.addAll(middle(a.subList(start, a.size() - same), b.subList(start, b.size() - same)));
    a.subList(a.size() - same, a.size()).forEach(text -> lines.add(new Line(' ', text)));
  }

  /** Myers, "An O(ND) Difference Algorithm": the furthest reach of d changes on each diagonal. */
  private static List<Line> middle(List<String> a, List<String> b) {
    int most = Math.min(a.size() + b.size(), MOST_CHANGES);
    int zero = most + 1;
    var reach = new int[2 * most + 3];
    List<int[]> trace = new ArrayList<>();
    for (int d = 0; d <= most; d++) {
      trace.add(reach.clone());
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && reach[zero + k - 1] < reach[zero + k + 1]);
        int x = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
        while (x < a.size() && x - k < b.size() && a.get(x).equals(b.get(x - k))) {
          x++;
        }
        reach[zero + k] = x;
        if (x >= a.size() && x - k >= b.size()) {
          return path(a, b, trace, zero);
        }
      }
    }
    return replaced(a, b);
  }

  private static List<Line> path(List<String> a, List<String> b, List<int[]> trace, int zero) {
    List<Line> backwards = new ArrayList<>();
    int x = a.size();
    int y = b.size();
    for (int d = trace.size() - 1; d >= 0; d--) {
      var reach = trace.get(d);
      int k = x - y;
      boolean down = k == -d || (k != d && reach[zero + k - 1] < reach[zero + k + 1]);
      int fromX = down ? reach[zero + k + 1] : reach[zero + k - 1];
      int fromY = fromX - (down ? k + 1 : k - 1);
      while (x > fromX && y > fromY && x > 0 && y > 0) {
        backwards.add(new Line(' ', a.get(--x)));
        y--;
      }
      if (d > 0) {
        backwards.add(down ? new Line('+', b.get(--y)) : new Line('-', a.get(--x)));
      }
    }
    return backwards.reversed();
  }

  private static List<Line> replaced(List<String> a, List<String> b) {
    List<Line> lines = new ArrayList<>();
    a.forEach(text -> lines.add(new Line('-', text)));
    b.forEach(text -> lines.add(new Line('+', text)));
    return lines;
  }

  private String hunks() {
    var hunks = new StringBuilder();
    for (int at = nextChange(0); at < lines.size(); ) {
      int from = Math.max(0, at - CONTEXT);
      int to = at;
      for (int next = at; next < lines.size() && next <= to + 2 * CONTEXT; ) {
        to = next + 1;
        next = nextChange(to);
      }
      int end = Math.min(lines.size(), to + CONTEXT);
      hunk(hunks, from, end);
      at = nextChange(end);
    }
    return hunks.toString();
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).sign == ' ') {
      at++;
    }
    return at;
  }

  private void hunk(StringBuilder hunks, int from, int to) {
    hunks.append("@@ -").append(range('+', from, to));
    hunks.append(" +").append(range('-', from, to)).append(" @@\n");
    for (var line : lines.subList(from, to)) {
      hunks.append(line.sign).append(line.text).append('\n');
    }
  }

  /** First line and count on one side: all but the lines with the other side's sign. */
  private String range(char other, int from, int to) {
    long before = lines.subList(0, from).stream().filter(l -> l.sign != other).count();
    long count = lines.subList(from, to).stream().filter(l -> l.sign != other).count();
    return (count == 0 ? before : before + 1) + "," + count;
  }
}
