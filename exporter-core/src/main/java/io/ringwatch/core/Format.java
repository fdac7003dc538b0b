package io.ringwatch.core;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * A format that was agreed on with the client.
 *
 * @param kind which format
 * @param version its version, as the client asked for it; empty for protobuf, which has none
 * @param escaping how the client wants names escaped, echoed to it: ours never need that
 * @see <a href="https://prometheus.io/docs/instrumenting/content_negotiation/">negotiation</a>
 */
record Format(Kind kind, String version, Optional<EscapingScheme> escaping) {

  enum Kind {
    TEXT,
    OPENMETRICS,
    PROTOBUF
  }

  /** What everybody reads. */
  static final Format FALLBACK = new Format(Kind.TEXT, "0.0.4", Optional.empty());

  private static final String MESSAGE = "io.prometheus.client.MetricFamily";
  private static final ExpositionFormats CLIENT = ExpositionFormats.init();

  /** The first of the client's best ranges that is spoken here; text 0.0.4 if there is none. */
  static Format negotiate(List<String> acceptHeaders) {
    return Preference.parse(acceptHeaders).stream()
        .flatMap(range -> spoken(range).stream())
        .findFirst()
        .orElse(FALLBACK);
  }

  private static Optional<Format> spoken(Preference range) {
    return switch (range.value()) {
      case "text/plain" -> spoken(Kind.TEXT, range, List.of("0.0.4", "1.0.0"));
      case "application/openmetrics-text" ->
          spoken(Kind.OPENMETRICS, range, List.of("1.0.0", "0.0.1"));
      case "application/vnd.google.protobuf" ->
          is(range, "proto", MESSAGE) && is(range, "encoding", "delimited")
              ? Optional.of(new Format(Kind.PROTOBUF, "", escaping(range)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Speaks these versions, the first of them to a client that names none. */
  private static Optional<Format> spoken(Kind kind, Preference range, List<String> versions) {
    return Optional.of(range.parameter("version").orElse(versions.getFirst()))
        .filter(versions::contains)
        .map(version -> new Format(kind, version, escaping(range)));
  }

  private static boolean is(Preference range, String parameter, String expected) {
    return range.parameter(parameter).filter(expected::equalsIgnoreCase).isPresent();
  }

  private static Optional<EscapingScheme> escaping(Preference range) {
    return range
        .parameter("escaping")
        .flatMap(
            name ->
                Arrays.stream(EscapingScheme.values())
                    .filter(scheme -> scheme.getValue().equals(name))
                    .findFirst());
  }

  String contentType() {
    var type =
        switch (kind) {
          case TEXT -> "text/plain; version=" + version + "; charset=utf-8";
          case OPENMETRICS ->
              "application/openmetrics-text; version=" + version + "; charset=utf-8";
          case PROTOBUF ->
              "application/vnd.google.protobuf; proto=" + MESSAGE + "; encoding=delimited";
        };
    return type + escaping.map(EscapingScheme::toHeaderFormat).orElse("");
  }

  /** Writes our families and, behind them, those that the Prometheus client keeps itself. */
  void write(List<Family> families, MetricSnapshots kept, OutputStream out) throws IOException {
    switch (kind) {
      case TEXT -> {
        new TextWriter(out, false).write(families);
        out.write(text(CLIENT.getPrometheusTextFormatWriter(), kept));
      }
      case OPENMETRICS -> {
        new TextWriter(out, true).write(families);
        out.write(text(CLIENT.getOpenMetricsTextFormatWriter(), kept));
      }
      case PROTOBUF ->
          CLIENT.getPrometheusProtobufWriter().write(out, Snapshots.of(families, kept), scheme());
    }
  }

  private EscapingScheme scheme() {
    return escaping.orElse(EscapingScheme.DEFAULT);
  }

  /**
   * On a platform thread: on a virtual one the client's {@link java.io.BufferedWriter} begins small
   * and grows by a character at a time, which costs 20 MB of garbage a page.
   */
  private byte[] text(ExpositionFormatWriter writer, MetricSnapshots kept) {
    return ForkJoinPool.commonPool()
        .submit(
            () -> {
              var text = new ByteArrayOutputStream(1 << 14);
              writer.write(text, kept, scheme());
              return text.toByteArray();
            })
        .join();
  }
}
