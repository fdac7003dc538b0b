package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.StrictYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole spec.
 *
 * @param packs in the order of their inclusion
 */
record Spec(Entry entry, List<Included> packs, List<DashboardSpec> dashboards) {
  /** The file that {@code --spec} names. */
  record Entry(
      @Doc("Packs, one a system: files beside this one, or shipped ones by name.")
          List<Placed<Include>> include,
      @Doc("The severities that alerts may have, the worst first.") List<String> severities,
      @Doc("Where runbooks and dashboards are found.") Optional<Links> links,
      @Doc("Routes and receivers of alerts/alertmanager.yml.") Optional<Alertmanager> alertmanager,
      @Doc("Scrape jobs of alerts/prometheus.yml.") Optional<Scraping> prometheus,
      @Doc("Who evaluates the rules besides Prometheus itself.") Optional<Rulers> rulers,
      @Doc("Dashboards: files beside this one (./mine.yaml), or shipped ones by name (wireguard).")
          List<Placed<String>> dashboards,
      @Doc(
              "Metrics of our exporters that no rule and no panel uses, and why; lint tells of others.")
          Map<String, Placed<String>> raw,
      @Doc(
              "Which Prometheus the rules are for: 2.42, or 3. If empty they run on both, and what only one of them understands is a fault.")
          Optional<Release> prometheusVersion,
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
          Optional.empty(),
          List.of(),
          Map.of(),
          Optional.empty(),
          nowhere);
    }
  }

  /**
   * A pack and its file.
   *
   * @param file as the entry file names it, or "the shipped pack wireguard"
   * @param pack with what the entry file changes in it
   * @param include what it changes; severities only where they are asked for
   */
  record Included(String file, Pack pack, Include include) {
    Included(String file, Pack pack) {
      this(file, pack, Include.parse(file));
    }

    Included with(Pack other) {
      return new Included(file, other, include);
    }

    /** Whether the entry file changes values that the pack's texts and tests speak of. */
    boolean changed() {
      return include.changesValues();
    }

    /** The entry file's word for it stands where that is written. */
    Placed<String> severity(Pack.Alert alert) {
      var own = alert.severity();
      return Optional.ofNullable(include.severities().get(own.value())).orElse(own);
    }
  }

  Spec {
    packs = List.copyOf(packs);
    dashboards = List.copyOf(dashboards);
  }

  /** With what objectives become, too. */
  Spec with(List<Included> all) {
    return new Spec(entry, all, dashboards);
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
    var findings = new Findings();
    List<DashboardSpec> dashboards = new ArrayList<>();
    for (var name : entry.dashboards()) {
      dashboard(name, findings).ifPresent(dashboards::add);
    }
    var packs = new Includes(entry, findings).all();
    if (entry.include().isEmpty()) {
      findings.add(entry.place(), "nothing is included: name a file under 'include'");
    }
    findings.throwIfAny();
    return new Spec(entry, packs, dashboards);
  }

  private static Optional<DashboardSpec> dashboard(Placed<String> name, Findings findings) {
    var own = SpecFile.of(name);
    if (own.isPresent()) {
      return SpecFile.read(own.get(), name, DashboardSpec.class, findings);
    }
    var shipped = SpecFile.shipped("dashboards/" + name.value(), DashboardSpec.class);
    if (shipped.isEmpty()) {
      var known = SpecFile.shippedDashboards();
      findings.known(
          "dashboards: no file, and no shipped dashboard,", name.value(), known, name.place());
    }
    return shipped;
  }
}
