package io.ringwatch.rules;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Placed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pack of a spec, and what this spec changes in it. Written as text it is the pack alone. */
record Include(
    @Doc("A file beside this one (./mine.yaml), or the name of a shipped pack (wireguard).")
        String pack,
    @Doc("Other values of the pack's parameters.") Map<String, Placed<Quantity>> params,
    @Doc("Your names of the pack's severities.") Map<String, Placed<String>> severities,
    @Doc("Labels of every alert, beside the pack's own or instead of them.")
        Map<String, String> labels,
    @Doc("Alerts of the pack that are left out.") List<Placed<String>> without,
    @Doc("The scrape interval, where it is not the pack's.") Optional<Duration> scrape,
    @Doc("How often Prometheus evaluates the group, where it is not as the pack says.")
        Optional<Duration> interval) {

  static Include parse(String pack) {
    if (pack.isBlank()) {
      throw new IllegalArgumentException("name a file or a shipped pack");
    }
    return new Include(
        pack, Map.of(), Map.of(), Map.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** Whether texts and tests of the pack may no longer say what they were written for. */
  boolean changesValues() {
    return !params.isEmpty() || scrape.isPresent();
  }
}
