package io.ringwatch.wireguard;

import java.util.List;
import java.util.Map;

/**
 * What one scrape read.
 *
 * @param sights one a network namespace that could be asked
 * @param failures why others could not be, by namespace
 */
record Reading(List<Sight> sights, Map<String, String> failures) {

  Reading {
    sights = List.copyOf(sights);
    failures = Map.copyOf(failures);
  }
}
