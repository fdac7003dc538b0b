package io.ringwatch.p2p;

import java.time.DateTimeException;
import java.time.ZoneId;

/** A time zone by its name, {@code Europe/Berlin}. */
record Zone(ZoneId id) {

  static final Zone UTC = new Zone(ZoneId.of("UTC"));

  /** For {@link io.ringwatch.yaml.StrictYaml}. */
  static Zone parse(String text) {
    try {
      return new Zone(ZoneId.of(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is no time zone (try Europe/Berlin)");
    }
  }
}
