package io.ringwatch.rules;

import java.util.List;

/** A checked spec, ready to be rendered: what every renderer gets. */
record Suite(Spec spec, List<RulePack> packs, List<Catalogue> catalogues) {
  Suite {
    packs = List.copyOf(packs);
    catalogues = List.copyOf(catalogues);
  }
}
