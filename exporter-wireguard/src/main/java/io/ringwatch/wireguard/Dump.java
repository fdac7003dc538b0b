package io.ringwatch.wireguard;

import java.util.List;

/**
 * What {@code wg show all dump} said.
 *
 * @param interfaces in the order of the dump
 * @param peers sorted by interface and key, since wireguard-go shuffles them
 * @param faults lines that could not be read, as {@code line 12: 7 fields, expected 5 or 9}; never
 *     the line itself, which may hold secrets
 */
record Dump(List<Interface> interfaces, List<Peer> peers, Faults faults) {

  static final Dump EMPTY = new Dump(List.of(), List.of(), Faults.NONE);

  /**
   * @param count how many there were
   * @param first the first few
   */
  record Faults(int count, List<String> first) {

    static final Faults NONE = new Faults(0, List.of());

    Faults {
      first = List.copyOf(first);
    }
  }

  Dump {
    interfaces = List.copyOf(interfaces);
    peers = List.copyOf(peers);
  }

  /** One dump of several interfaces, each of which was asked on its own. */
  static Dump merge(List<Dump> dumps) {
    return new Dump(
        dumps.stream().flatMap(dump -> dump.interfaces().stream()).toList(),
        dumps.stream().flatMap(dump -> dump.peers().stream()).sorted().toList(),
        new Faults(
            dumps.stream().mapToInt(dump -> dump.faults().count()).sum(),
            dumps.stream().flatMap(dump -> dump.faults().first().stream()).toList()));
  }
}
