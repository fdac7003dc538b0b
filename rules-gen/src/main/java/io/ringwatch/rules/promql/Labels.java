package io.ringwatch.rules.promql;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels that series can have.
 *
 * @param known some, or if not {@code open} all of them
 * @param open there may be others
 * @param gone but not these
 */
public record Labels(Set<String> known, boolean open, Set<String> gone) {
  static final Labels NONE = new Labels(Set.of(), false, Set.of());

  /** Of a metric of which nothing is known. */
  static final Labels ANY = new Labels(Set.of(), true, Set.of());

  public Labels {
    known = Set.copyOf(known);
    gone = Set.copyOf(gone);
  }

  static Labels of(Collection<String> labels) {
    return new Labels(Set.copyOf(labels), false, Set.of());
  }

  public boolean canHave(String label) {
    return known.contains(label) || (open && !gone.contains(label));
  }

  Labels with(String label) {
    var more = new LinkedHashSet<>(known);
    more.add(label);
    return new Labels(more, open, minus(gone, Set.of(label)));
  }

  Labels without(Collection<String> labels) {
    var lost = new HashSet<>(gone);
    lost.addAll(labels);
    return new Labels(minus(known, labels), open, open ? lost : Set.of());
  }

  Labels only(Collection<String> labels) {
    return of(labels.stream().filter(this::canHave).distinct().toList());
  }

  Labels or(Labels other) {
    var both =
        Stream.concat(
                gone.stream().filter(l -> !other.canHave(l)),
                other.gone.stream().filter(l -> !canHave(l)))
            .collect(Collectors.toSet());
    var all = new LinkedHashSet<>(known);
    all.addAll(other.known);
    return new Labels(all, open || other.open, both);
  }

  private static Set<String> minus(Set<String> labels, Collection<String> lost) {
    return labels.stream().filter(l -> !lost.contains(l)).collect(Collectors.toSet());
  }
}
