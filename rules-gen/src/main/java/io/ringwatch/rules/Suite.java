package io.ringwatch.rules;

import java.nio.file.Path;
import java.util.List;

/** A checked spec, ready to be rendered: what every renderer gets. */
record Suite(Spec spec, List<RulePack> packs, List<Catalogue> catalogues) {
  Suite {
    packs = List.copyOf(packs);
    catalogues = List.copyOf(catalogues);
  }

  /** The name of the spec's entry file. */
  String file() {
    return String.valueOf(Path.of(spec.entry().place().file()).getFileName());
  }
}
