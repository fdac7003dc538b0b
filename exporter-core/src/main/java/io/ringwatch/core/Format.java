package io.ringwatch.core;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A format that was agreed on with the client.
 *
 * @param kind which format
 * @param version its version, as the client asked for it
 * @param escaping how names would be escaped; ours need none, but the client wants it echoed
 * @see <a href="https://prometheus.io/docs/instrumenting/content_negotiation/">negotiation</a>
 */
record Format(Kind kind, String version, EscapingScheme escaping) {

  enum Kind {
    TEXT,
    OPENMETRICS,
    PROTOBUF
  }

  private record Range(String mediaType, List<String> parameters, double quality) {

    static Range parse(String text) {
      var parts = Stream.of(text.toLowerCase(Locale.ROOT).split(";")).map(String::strip).toList();
      double quality =
          parts.stream()
              .filter(p -> p.startsWith("q="))
              .findFirst()
              .map(p -> qualityOf(p.substring(2)))
              .orElse(1.0);
      return new Range(parts.getFirst(), parts.subList(1, parts.size()), quality);
    }

    private static double qualityOf(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    Optional<String> parameter(String name) {
      return parameters.stream()
          .filter(p -> p.startsWith(name + "="))
          .map(p -> p.substring(name.length() + 1))
          .findFirst();
    }
  }

  private static final ExpositionFormats CLIENT = ExpositionFormats.init();
  private static final Format FALLBACK =
      new Format(Kind.TEXT, "0.0.4", EscapingScheme.UNDERSCORE_ESCAPING);

  /** The first of the client's best ranges that is spoken here; text 0.0.4 if there is none. */
  static Format negotiate(String accept) {
    return Stream.of(accept.split(","))
        .map(Range::parse)
        .filter(r -> r.quality() > 0)
        .sorted(Comparator.comparingDouble(Range::quality).reversed())
        .flatMap(r -> spoken(r, accept).stream())
        .findFirst()
        .orElse(FALLBACK);
  }

  private static Optional<Format> spoken(Range range, String accept) {
    var escaping = EscapingScheme.fromAcceptHeader(accept);
    var version = range.parameter("version");
    return switch (range.mediaType()) {
      case "text/plain" ->
          spoken(Kind.TEXT, version.orElse("0.0.4"), List.of("0.0.4", "1.0.0"), escaping);
      case "application/openmetrics-text" ->
          spoken(Kind.OPENMETRICS, version.orElse("1.0.0"), List.of("1.0.0", "0.0.1"), escaping);
      case "application/vnd.google.protobuf" ->
          range.parameter("encoding").filter("delimited"::equals).isPresent()
              ? Optional.of(new Format(Kind.PROTOBUF, "", escaping))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Format> spoken(
      Kind kind, String version, List<String> versions, EscapingScheme escaping) {
    return versions.contains(version)
        ? Optional.of(new Format(kind, version, escaping))
        : Optional.empty();
  }

  String contentType() {
    return switch (kind) {
      case TEXT ->
          "text/plain; version="
              + version
              + "; charset=utf-8"
              + (version.equals("0.0.4") ? "" : escaping.toHeaderFormat());
      case OPENMETRICS ->
          "application/openmetrics-text; version="
              + version
              + "; charset=utf-8"
              + escaping.toHeaderFormat();
      case PROTOBUF ->
          "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
              + " encoding=delimited"
              + escaping.toHeaderFormat();
    };
  }

  /** Writes our families and, behind them, those that the Prometheus client keeps itself. */
  void write(List<Family> families, MetricSnapshots kept, OutputStream out) throws IOException {
    switch (kind) {
      case TEXT -> {
        new TextWriter(out, false).write(families);
        CLIENT.getPrometheusTextFormatWriter().write(out, kept, escaping);
      }
      case OPENMETRICS -> {
        new TextWriter(out, true).write(families);
        CLIENT.getOpenMetricsTextFormatWriter().write(out, kept, escaping);
      }
      case PROTOBUF ->
          CLIENT.getPrometheusProtobufWriter().write(out, Snapshots.of(families, kept), escaping);
    }
  }
}
