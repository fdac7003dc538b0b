package io.ringwatch.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word nearest to a misspelt one. */
public final class Suggestion {
  private static final int LONGEST = 100;

  private Suggestion() {}

  /**
   * Empty if no known word is within a third of the length (at least one edit) of the given one.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    record Candidate(String word, int edits) {}
    return known.stream()
        .filter(k -> k.length() <= LONGEST)
        .map(k -> new Candidate(k, edits(word, k)))
        .filter(c -> c.edits <= Math.max(1, Math.max(word.length(), c.word.length()) / 3))
        .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  /** {@code (did you mean 'for'?)}, or the known words if none is near. */
  public static String mend(String word, Collection<String> known) {
    return nearest(word, known)
        .map(k -> "(did you mean '" + k + "'?)")
        .orElseGet(() -> known.isEmpty() ? "(none is known)" : "(known: " + list(known) + ")");
  }

  private static String list(Collection<String> known) {
    var shown = String.join(", ", known.stream().limit(20).toList());
    return known.size() > 20 ? shown + ", …" : shown;
  }

  /** Damerau's distance: insert, drop, replace, or swap two neighbours. */
  private static int edits(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
