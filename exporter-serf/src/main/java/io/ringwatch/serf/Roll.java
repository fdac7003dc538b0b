package io.ringwatch.serf;

import io.ringwatch.core.LabelSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The members by name, each with its labels. From one read to the next nearly all members stay as
 * they were; their labels are kept, for writing them anew would cost more than asking for them.
 */
final class Roll {

  /** A member with the labels of its own metrics. */
  record Entry(Member member, LabelSet name, LabelSet info) {}

  private final Function<Member, Entry> entry;
  private Map<String, Entry> entries = Map.of();
  private List<Entry> sorted = List.of();
  private List<Member> members = List.of();

  Roll(Function<Member, Entry> entry) {
    this.entry = entry;
  }

  /**
   * Takes the members of a read, and gives them sorted by name. A member that is as it was is the
   * same object as before.
   */
  synchronized List<Member> call(List<Member> read) {
    boolean unchanged = read.size() == entries.size() && read.stream().allMatch(this::knows);
    if (!unchanged) {
      var next = HashMap.<String, Entry>newHashMap(read.size());
      for (var member : read) {
        var known = entries.get(member.name());
        next.put(
            member.name(),
            known != null && known.member().equals(member) ? known : entry.apply(member));
      }
      entries = next;
      sorted = next.values().stream().sorted(Comparator.comparing(e -> e.member().name())).toList();
      members = sorted.stream().map(Entry::member).toList();
    }
    return members;
  }

  /** The members of the last read with their labels, sorted by name. */
  synchronized List<Entry> sorted() {
    return sorted;
  }

  private boolean knows(Member member) {
    var known = entries.get(member.name());
    return known != null && known.member().equals(member);
  }
}
