package io.ringwatch.rules;

import io.ringwatch.yaml.Place;

/** Addresses that will be committed: secrets belong into files of their own. */
final class Secretless {
  private Secretless() {}

  /** A problem is told without the line, which may hold a password. */
  static void check(String key, String url, Place place, Findings findings) {
    if (!url.matches("https?://[^/@\\s]+(/[^\\s]*)?")) {
      findings.add(
          new Place(place.file(), place.line(), place.column()),
          key + ": write http:// or https:// and a host, no user or password");
    }
  }
}
