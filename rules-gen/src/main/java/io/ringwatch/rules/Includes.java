package io.ringwatch.rules;

import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packs that an entry file includes, read and changed as it says. */
final class Includes {
  private final Spec.Entry entry;
  private final Findings findings;

  /** Alerts that may be named though they are not there: nobody wanted them. */
  private final Set<String> unwanted = new HashSet<>();

  Includes(Spec.Entry entry, Findings findings) {
    this.entry = entry;
    this.findings = findings;
    var included = entry.include().stream().map(i -> i.value().pack()).toList();
    if (included.stream().anyMatch(SpecFile::isShipped)) {
      SpecFile.shippedPacks().stream()
          .filter(name -> !included.contains(name))
          .flatMap(name -> SpecFile.shipped(name, Pack.class).stream())
          .forEach(pack -> unwanted.addAll(pack.alerts().keySet()));
    }
    for (var include : entry.include()) {
      include.value().without().forEach(name -> unwanted.add(name.value()));
    }
  }

  /** Without those that cannot be read, which are then among the findings. */
  List<Spec.Included> all() {
    List<Spec.Included> all = new ArrayList<>();
    entry.include().forEach(include -> read(include).ifPresent(all::add));
    return all;
  }

  private Optional<Spec.Included> read(Placed<Include> placed) {
    var include = placed.value();
    var name = new Placed<>(include.pack(), placed.place());
    var file = SpecFile.of(name);
    if (file.isPresent()) {
      return SpecFile.read(file.get(), name, Pack.class, findings)
          .map(pack -> adaptation(include, pack))
          .map(a -> new Spec.Included(include.pack(), a.adapted(unwanted), include));
    }
    var title = "the shipped pack " + include.pack();
    var adaptation = shipped(name).map(pack -> adaptation(include, pack));
    adaptation.ifPresent(a -> a.severitiesAreMapped(placed.place()));
    return adaptation.map(a -> new Spec.Included(title, a.adapted(unwanted), include));
  }

  private Adaptation adaptation(Include include, Pack pack) {
    return new Adaptation(include, pack, entry.severities(), findings);
  }

  private Optional<Pack> shipped(Placed<String> name) {
    var known = SpecFile.shippedPacks();
    findings.known("include: no file, and no shipped pack,", name.value(), known, name.place());
    return known.contains(name.value())
        ? SpecFile.shipped(name.value(), Pack.class)
        : Optional.empty();
  }
}
