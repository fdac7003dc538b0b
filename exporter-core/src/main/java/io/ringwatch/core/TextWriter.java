package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes families in the text formats. The sample lines are the same in all of them; only the
 * metadata lines differ. Each label set is encoded once and copied into every family it serves,
 * which is what keeps a scrape of 10,000 peers near the cost of reading them.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
final class TextWriter {

  /** Above this, not every integer is a double. */
  private static final double MAX_EXACT = 1L << 53;

  private final OutputStream out;
  private final boolean openMetrics;
  private final byte[] buffer = new byte[1 << 15];
  private int size;

  TextWriter(OutputStream out, boolean openMetrics) {
    this.out = out;
    this.openMetrics = openMetrics;
  }

  /** Writes all families; the stream is neither closed nor flushed. */
  void write(List<Family> families) throws IOException {
    for (var family : families) {
      writeMetadata(family.metric());
      var name = family.metric().name().getBytes(US_ASCII);
      for (var sample : family.samples()) {
        append(name);
        append(sample.labels().text());
        append((byte) ' ');
        append(sample.value());
        append((byte) '\n');
      }
    }
    drain();
  }

  private void writeMetadata(Metric metric) throws IOException {
    var name = openMetrics ? metric.familyName() : metric.name();
    var help = metric.help().replace("\\", "\\\\").replace("\n", "\\n");
    var text =
        "# HELP %s %s\n# TYPE %s %s\n"
            .formatted(name, openMetrics ? help.replace("\"", "\\\"") : help, name, typeOf(metric));
    append(text.getBytes(UTF_8));
  }

  /**
   * OpenMetrics' own state set wants the state in a label named like the metric; a gauge does not.
   */
  private String typeOf(Metric metric) {
    return switch (metric.type()) {
      case COUNTER -> "counter";
      case INFO -> openMetrics ? "info" : "gauge";
      case GAUGE, STATESET -> "gauge";
      case HISTOGRAM -> throw new IllegalStateException(metric.name() + " is not kept in samples");
    };
  }

  private void append(double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < MAX_EXACT) {
      append((long) value);
    } else if (Double.isInfinite(value)) {
      append((value > 0 ? "+Inf" : "-Inf").getBytes(US_ASCII));
    } else {
      append(Double.toString(value).getBytes(US_ASCII));
    }
  }

  private void append(long value) throws IOException {
    ensure(20);
    if (value < 0) {
      buffer[size++] = '-';
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long limit = 10; digits < 16 && rest >= limit; limit *= 10) {
      digits++;
    }
    for (int i = size + digits - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void append(byte single) throws IOException {
    ensure(1);
    buffer[size++] = single;
  }

  private void append(byte[] bytes) throws IOException {
    if (bytes.length > buffer.length) {
      drain();
      out.write(bytes);
      return;
    }
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void ensure(int bytes) throws IOException {
    if (size + bytes > buffer.length) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }
}
