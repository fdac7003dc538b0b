package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What one exporter exposes. Its build writes the file, a resource of ours.
 *
 * @param exporter its program's name
 * @param namespace what its metrics' names begin with
 */
record Catalogue(String exporter, String namespace, List<Metric> metrics) {
  /**
   * One metric.
   *
   * @param name as exposed, with {@code _total} or {@code _info}
   * @param type gauge, counter, info, stateset, histogram
   * @param unit none, seconds, timestamp, bytes, ratio …
   * @param when the flag that turns it on
   */
  record Metric(
      String name,
      String type,
      String unit,
      String help,
      List<String> labels,
      Optional<String> when) {}

  /** What Prometheus itself records about its targets and alerts. */
  static final Catalogue PROMETHEUS =
      new Catalogue(
          "prometheus",
          "",
          List.of(
              own("up", "none", List.of()),
              own("scrape_duration_seconds", "seconds", List.of()),
              own("scrape_samples_scraped", "none", List.of()),
              own("ALERTS", "none", List.of("alertname", "alertstate", "severity"))));

  private static Metric own(String name, String unit, List<String> labels) {
    return new Metric(name, "gauge", unit, "", labels, Optional.empty());
  }

  /** Empty if no exporter of ours has this name. */
  static Optional<Catalogue> load(String name) {
    var resource = "catalogue/" + name + ".yaml";
    try (var in = Catalogue.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              StrictYaml.parse(resource, new String(in.readAllBytes(), UTF_8), Catalogue.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }
}
