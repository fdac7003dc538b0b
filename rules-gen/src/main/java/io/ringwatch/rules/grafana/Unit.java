package io.ringwatch.rules.grafana;

import java.util.Locale;

/** What values count, and Grafana's word for it. */
public enum Unit {
  NONE("short"),
  /** A port, a status, an index: never {@code 51.8 K}. */
  NUMBER("none"),
  SECONDS("s"),
  /** Unix seconds; Grafana wants milliseconds, so queries are multiplied. */
  TIMESTAMP("dateTimeFromNow"),
  BYTES("bytes"),
  RATIO("percentunit"),
  PERCENT("percent"),
  PER_SECOND("cps"),
  BYTES_PER_SECOND("Bps"),
  CELSIUS("celsius"),
  HERTZ("hertz");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  /** As Grafana calls it. */
  String id() {
    return id;
  }

  /** As the spec calls it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
