package io.ringwatch.wireguard;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What was seen of one network namespace.
 *
 * @param netns its name; empty for the exporter's own
 * @param dump what {@code wg} said of it
 * @param unreachable interfaces that could not be asked
 */
record Sight(String netns, Dump dump, SortedSet<String> unreachable) {

  Sight {
    unreachable = Collections.unmodifiableSortedSet(new TreeSet<>(unreachable));
  }

  /** The same, with only those peers. */
  Sight only(Predicate<Peer> shown) {
    List<Peer> peers = dump.peers().stream().filter(shown).toList();
    return new Sight(netns, new Dump(dump.interfaces(), peers, dump.faults()), unreachable);
  }
}
