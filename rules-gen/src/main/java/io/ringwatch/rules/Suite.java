package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Dashboard;
import io.ringwatch.yaml.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * A checked spec, ready to be rendered: what every renderer gets.
 *
 * @param warnings what may be right, but seldom is
 */
record Suite(
    Spec spec,
    List<RulePack> packs,
    List<Catalogue> catalogues,
    List<Dashboard> dashboards,
    List<Problem> warnings) {
  Suite {
    packs = List.copyOf(packs);
    catalogues = List.copyOf(catalogues);
    dashboards = List.copyOf(dashboards);
    warnings = List.copyOf(warnings);
  }

  Suite with(List<Problem> itsWarnings) {
    return new Suite(spec, packs, catalogues, dashboards, itsWarnings);
  }

  /** The name of the spec's entry file. */
  String file() {
    return String.valueOf(Path.of(spec.entry().place().file()).getFileName());
  }
}
