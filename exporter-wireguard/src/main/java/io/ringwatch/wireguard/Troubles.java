package io.ringwatch.wireguard;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is wrong with a part of what is read: once when it begins and once when it ends. */
final class Troubles {

  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private Set<String> known = Set.of();

  synchronized void report(Set<String> now) {
    now.stream().filter(trouble -> !known.contains(trouble)).sorted().forEach(LOG::warn);
    known.stream()
        .filter(trouble -> !now.contains(trouble))
        .sorted()
        .forEach(trouble -> LOG.info("no longer: {}", trouble));
    known = Set.copyOf(now);
  }
}
