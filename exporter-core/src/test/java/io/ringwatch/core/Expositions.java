package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Samples as the text that Prometheus would read. */
public final class Expositions {

  private Expositions() {}

  /** The samples in text format 0.0.4, families and series sorted, doubles dropped. */
  public static String text(Samples samples) {
    var out = new ByteArrayOutputStream();
    try {
      new TextWriter(out, false).write(samples.settled());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(UTF_8);
  }
}
