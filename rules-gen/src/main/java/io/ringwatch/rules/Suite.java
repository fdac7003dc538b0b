package io.ringwatch.rules;

import java.nio.file.Path;
import io.ringwatch.rules.grafana.Dashboard;
import java.util.List;

/** A checked spec, ready to be rendered: what every renderer gets. */
record Suite(
    Spec spec, List<RulePack> packs, List<Catalogue> catalogues, List<Dashboard> dashboards) {
  Suite {
    packs = List.copyOf(packs);
    catalogues = List.copyOf(catalogues);
    dashboards = List.copyOf(dashboards);
  }

  /** The name of the spec's entry file. */
  String file() {
    return String.valueOf(Path.of(spec.entry().place().file()).getFileName());
  }
}
