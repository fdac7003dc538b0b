package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.Problem;
import io.ringwatch.yaml.StrictYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole spec.
 *
 * @param packs in the order of their inclusion
 */
record Spec(Entry entry, List<Included> packs, List<DashboardSpec> dashboards) {
  /** The file that {@code --spec} names. */
  record Entry(
      @Doc("Files beside this one, one a system.") List<Placed<Path>> include,
      @Doc("The severities that alerts may have, the worst first.") List<String> severities,
      @Doc("Where runbooks and dashboards are found.") Optional<Links> links,
      @Doc("Routes and receivers of alerts/alertmanager.yml.") Optional<Alertmanager> alertmanager,
      @Doc("Scrape jobs of alerts/prometheus.yml.") Optional<Scraping> prometheus,
      @Doc("Dashboard files beside this one.") List<Placed<Path>> dashboards,
      Place place) {
    /** That names only severities and includes nothing. */
    static Entry of(List<String> severities) {
      var nowhere = new Place("", 1, 1);
      return new Entry(
          List.of(),
          severities,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          nowhere);
    }
  }

  /**
   * A pack and its file.
   *
   * @param file as the entry file names it
   */
  record Included(String file, Pack pack) {}

  Spec {
    packs = List.copyOf(packs);
    dashboards = List.copyOf(dashboards);
  }

  /** Without dashboards. */
  Spec(Entry entry, List<Included> packs) {
    this(entry, packs, List.of());
  }

  /**
   * Reads the entry file and all that it includes.
   *
   * @throws ConfigException with the problems of all files
   */
  static Spec read(Path file) throws ConfigException {
    var entry = StrictYaml.read(file, Entry.class);
    List<Included> packs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (var include : entry.include()) {
      try {
        var pack = StrictYaml.read(file.resolveSibling(include.value()), Pack.class);
        packs.add(new Included(include.value().toString(), pack));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    List<DashboardSpec> dashboards = new ArrayList<>();
    for (var dashboard : entry.dashboards()) {
      try {
        dashboards.add(
            StrictYaml.read(file.resolveSibling(dashboard.value()), DashboardSpec.class));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    if (entry.include().isEmpty()) {
      problems.add(Problem.at(entry.place(), "nothing is included: name a file under 'include'"));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Spec(entry, packs, dashboards);
  }
}
