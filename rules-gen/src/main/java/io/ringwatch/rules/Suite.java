package io.ringwatch.rules;

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
}
