package io.ringwatch.p2p.module;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as programs write them: RFC 3339, and the same without a zone or with a space for T. */
final class Times {

  private static final int LONGEST = 64;

  private Times() {}

  /**
   * The instant a text names.
   *
   * @param zone where the clock hangs that a text without a zone was read from
   */
  static Optional<Instant> parse(String text, ZoneId zone) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var iso = text.strip().replaceFirst("(?<=^\\d{4}-\\d{2}-\\d{2}) +", "T").replace(" ", "");
    try {
      var best =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          switch (best) {
            case OffsetDateTime instant -> instant.toInstant();
            case LocalDateTime naive -> naive.atZone(zone).toInstant();
            default -> throw new IllegalStateException(best + " is of no kind that was asked for");
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
