package io.ringwatch.wireguard;

import java.util.HashMap;
import java.util.Map;

/** The history of each network namespace that was read. */
final class Histories {

  private final Map<String, History> byNetns = new HashMap<>();

  synchronized History of(String netns) {
    return byNetns.computeIfAbsent(netns, name -> new History());
  }
}
