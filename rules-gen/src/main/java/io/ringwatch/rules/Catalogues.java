package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogues that a spec names, each read once: shipped ones, and the user's own files. */
final class Catalogues {
  /** Those that come with the program: of our exporters, then of third parties. */
  static final List<String> SHIPPED =
      List.of(
          "wireguard",
          "serf",
          "p2p",
          "node",
          "prometheus",
          "alertmanager",
          "haproxy",
          "ringrift-native");

  private final Findings findings;
  private final Map<String, Optional<Catalogue>> read = new LinkedHashMap<>();

  Catalogues(Findings findings) {
    this.findings = findings;
  }

  /** The shipped catalogue that has such a metric. */
  static Optional<String> withMetric(String metric) {
    return SHIPPED.stream()
        .filter(
            name ->
                Catalogue.load(name)
                    .map(c -> new Contract(List.of(c), List.of()).metric(metric).isPresent())
                    .orElse(false))
        .findFirst();
  }

  /** Empty if there is a fault, which is then among the findings. */
  Optional<Catalogue> named(Placed<String> name) {
    var file = SpecFile.of(name);
    return file.isPresent()
        ? read.computeIfAbsent(
            file.get().toString(), _ -> SpecFile.read(file.get(), name, Catalogue.class, findings))
        : read.computeIfAbsent(name.value(), _ -> shipped(name));
  }

  /** Those that were found, in the order in which they were named. */
  List<Catalogue> all() {
    return read.values().stream().flatMap(Optional::stream).toList();
  }

  private Optional<Catalogue> shipped(Placed<String> name) {
    var found = Catalogue.load(name.value());
    if (found.isEmpty()) {
      findings.known("catalogues: unknown", name.value(), SHIPPED, name.place());
    }
    return found;
  }
}
