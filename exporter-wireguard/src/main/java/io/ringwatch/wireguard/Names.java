package io.ringwatch.wireguard;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names for peers.
 *
 * @param byKey what is known of a peer, by its public key
 * @param errors what is wrong in the files, each with file and line; the rest of them counts
 */
record Names(Map<String, Naming> byKey, List<String> errors) {

  static final Names NONE = new Names(Map.of(), List.of());

  /**
   * What a file says of a peer.
   *
   * @param friendlyName empty if it has none
   * @param properties what {@code friendly_json} holds
   */
  record Naming(String friendlyName, SortedMap<String, String> properties) {

    static final Naming NONE = new Naming("");

    Naming {
      properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    Naming(String friendlyName) {
      this(friendlyName, new TreeMap<>());
    }
  }

  Names {
    byKey = Map.copyOf(byKey);
    errors = List.copyOf(errors);
  }

  Naming of(Peer peer) {
    return byKey.getOrDefault(peer.publicKey(), Naming.NONE);
  }
}
