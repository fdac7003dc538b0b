package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one exporter exposes. Of ours the exporter's build writes the file; of third parties we ship
 * some, and {@code rules-gen catalogue import} writes the user's own.
 *
 * @param exporter its program's name
 * @param namespace what its metrics' names begin with
 * @param source where that is known from, of a third party's; ours have none
 */
record Catalogue(String exporter, String namespace, Optional<String> source, List<Metric> metrics) {
  /**
   * One metric.
   *
   * @param name as exposed, with {@code _total} or {@code _info}; of a histogram or summary without
   *     {@code _bucket}, {@code _sum}, {@code _count}
   * @param type gauge, counter, info, stateset, histogram, summary, unknown
   * @param unit none, seconds, timestamp, bytes, ratio …
   * @param unbounded labels whose values change while what they belong to stays the same
   * @param when the flag that turns it on
   */
  record Metric(
      String name,
      String type,
      String unit,
      String help,
      List<String> labels,
      List<String> unbounded,
      Optional<String> when) {
    static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final List<String> TYPES =
        List.of("gauge", "counter", "info", "stateset", "histogram", "summary", "unknown");
    private static final List<String> UNITS =
        List.of("none", "seconds", "timestamp", "bytes", "ratio");

    Metric {
      require("name", name, isName(name), "a metric's name");
      require("type", type, TYPES.contains(type), "one of " + String.join(", ", TYPES));
      require("unit", unit, UNITS.contains(unit), "one of " + String.join(", ", UNITS));
      for (var label : unbounded) {
        require("unbounded", label, labels.contains(label), "one of the labels");
      }
      for (var label : labels) {
        require("labels", label, LABEL.matcher(label).matches(), "a label's name");
      }
    }

    /** A series that a rule records. */
    static Metric recorded(String name, Pack.Unit unit, String help, List<String> labels) {
      return new Metric(name, "gauge", unit.toString(), help, labels, List.of(), Optional.empty());
    }

    static boolean isName(String word) {
      return NAME.matcher(word).matches();
    }

    private static void require(String key, String word, boolean holds, String what) {
      if (!holds) {
        throw new IllegalArgumentException(key + ": '" + word + "' is not " + what);
      }
    }

    /** One of the series of a histogram or summary. */
    Metric part(String other, String itsType, String itsUnit) {
      return new Metric(other, itsType, itsUnit, help, labels, unbounded, when);
    }

    Metric with(List<String> others) {
      var more = Stream.concat(labels.stream(), others.stream()).distinct().toList();
      return new Metric(name, type, unit, help, more, unbounded, when);
    }
  }

  /** What Prometheus itself records about its targets and alerts. */
  static final Catalogue PROMETHEUS =
      new Catalogue(
          "prometheus",
          "",
          Optional.of("Prometheus itself"),
          List.of(
              own("up", "none", List.of()),
              own("scrape_duration_seconds", "seconds", List.of()),
              own("scrape_samples_scraped", "none", List.of()),
              own("scrape_samples_post_metric_relabeling", "none", List.of()),
              own("scrape_series_added", "none", List.of()),
              own("ALERTS", "none", List.of("alertname", "alertstate", "severity")),
              own("ALERTS_FOR_STATE", "timestamp", List.of("alertname", "severity"))));

  private static Metric own(String name, String unit, List<String> labels) {
    return new Metric(name, "gauge", unit, "", labels, List.of(), Optional.empty());
  }

  /** Whether it is of an exporter of ours. */
  boolean isOurs() {
    return source.isEmpty();
  }

  /** Empty if none of this name is shipped. */
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
