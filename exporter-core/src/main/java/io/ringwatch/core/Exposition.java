package io.ringwatch.core;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** What one scrape yielded, shared by all who asked for it meanwhile. */
final class Exposition {

  private static final List<String> SUFFIXES =
      List.of("", "_total", "_info", "_bucket", "_count", "_sum");

  private final List<Family> families;
  private final MetricSnapshots kept;
  private final boolean up;
  private final Map<Format, byte[]> compressed = new HashMap<>();

  Exposition(List<Family> families, MetricSnapshots kept, boolean up) {
    this.families = families;
    this.kept = kept;
    this.up = up;
  }

  /** Whether the target was read. */
  boolean up() {
    return up;
  }

  /** The families with these names, as {@code name[]=} asks for them; all if there are none. */
  Exposition only(Set<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    return new Exposition(
        families.stream().filter(f -> names.contains(f.metric().name())).toList(),
        new MetricSnapshots(kept.stream().filter(s -> isOneOf(s, names)).toList()),
        up);
  }

  /** The client keeps suffixes out of its names, the page does not. */
  private static boolean isOneOf(MetricSnapshot kept, Set<String> names) {
    var name = kept.getMetadata().getPrometheusName();
    return SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
  }

  /** Streams the page. */
  void write(Format format, OutputStream out) throws IOException {
    format.write(families, kept, out);
  }

  /** The compressed page, made once for all who take this format. */
  synchronized byte[] gzip(Format format) throws IOException {
    var known = compressed.get(format);
    if (known == null) {
      var bytes = new ByteArrayOutputStream(1 << 14);
      try (var gzip = gzip(format, bytes)) {
        write(format, gzip);
      }
      known = bytes.toByteArray();
      compressed.put(format, known);
    }
    return known;
  }

  private static OutputStream gzip(Format format, OutputStream out) throws IOException {
    return switch (format.kind()) {
      case TEXT, OPENMETRICS -> new TextGzip(out);
      case PROTOBUF -> new GZIPOutputStream(out, 1 << 14);
    };
  }
}
