package io.ringwatch.rules;

import io.ringwatch.rules.Exposition.Family;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A catalogue from what a target exposes. What it does not say is taken from the names. */
final class CatalogueImport {
  private static final Pattern INSTANT =
      Pattern.compile(
          ".*_(timestamp|mtime|(start|boot|created|expiry|last(_[a-z]+)?)_time)_seconds");

  private CatalogueImport() {}

  /**
   * One metric a family, sorted by name.
   *
   * @param prefix only metrics whose names begin so
   */
  static Catalogue of(String exporter, String prefix, List<Family> families) {
    var metrics =
        families.stream()
            .filter(family -> family.name().startsWith(prefix))
            .sorted(Comparator.comparing(Family::name))
            .map(CatalogueImport::metric)
            .toList();
    return new Catalogue(exporter, prefix.replaceFirst("_$", ""), Optional.empty(), metrics);
  }

  private static Catalogue.Metric metric(Family family) {
    var type = type(family);
    return new Catalogue.Metric(
        family.name(),
        type,
        unit(family, type),
        family.help(),
        List.copyOf(family.labels()),
        List.of(),
        Optional.empty());
  }

  private static String type(Family family) {
    return switch (family.type()) {
      case "gauge" -> family.name().endsWith("_info") ? "info" : "gauge";
      case "counter", "info", "stateset", "histogram", "summary" -> family.type();
      default -> "unknown";
    };
  }

  private static String unit(Family family, String type) {
    var name = family.name().replaceFirst("_total$", "");
    if (name.endsWith("_seconds")) {
      boolean instant = type.equals("gauge") && INSTANT.matcher(name).matches();
      return instant ? "timestamp" : "seconds";
    }
    return name.endsWith("_bytes") ? "bytes" : name.endsWith("_ratio") ? "ratio" : "none";
  }

  /** As a catalogue file, which people may then correct. */
  static String toYaml(Catalogue catalogue, String source) {
    var yaml =
        new YamlText()
            .comment("From " + source + ", by rules-gen catalogue import. A metric that had no")
            .comment("sample is missing; a type or unit that was not told is taken from the name.")
            .entry(0, "exporter", catalogue.exporter())
            .entry(0, "namespace", catalogue.namespace())
            .entry(0, "source", source)
            .line(0, catalogue.metrics().isEmpty() ? "metrics: []" : "metrics:");
    for (var metric : catalogue.metrics()) {
      yaml.line(1, "- name: " + metric.name())
          .entry(2, "type", metric.type())
          .entry(2, "unit", metric.unit())
          .entry(2, "help", metric.help())
          .line(2, "labels: [" + String.join(", ", metric.labels()) + "]");
    }
    return yaml.toString();
  }
}
