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

  Roll(Function<Member, Entry> entry) {
    this.entry = entry;
  }

  /** Takes the members of a read, and gives them sorted by name. */
  synchronized List<Entry> call(List<Member> members) {
    boolean unchanged = members.size() == entries.size() && members.stream().allMatch(this::knows);
    if (!unchanged) {
      var next = HashMap.<String, Entry>newHashMap(members.size());
      for (var member : members) {
        next.put(member.name(), knows(member) ? entries.get(member.name()) : entry.apply(member));
      }
      entries = next;
      sorted = next.values().stream().sorted(Comparator.comparing(e -> e.member().name())).toList();
    }
    return sorted;
  }

  private boolean knows(Member member) {
    var known = entries.get(member.name());
    return known != null && known.member().equals(member);
  }
}
