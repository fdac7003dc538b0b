package io.ringwatch.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file with every shape that the reader knows: what the corpus of invalid files is read as. */
record Ring(
    @Key("for") Duration hold,
    Optional<Integer> listenPort,
    Optional<Long> quota,
    Optional<Double> ratio,
    Optional<Boolean> enabled,
    Optional<Severity> severity,
    Optional<Path> certFile,
    Optional<Pattern> match,
    Optional<Octets> size,
    List<String> include,
    Map<String, Peer> peers,
    List<Target> targets,
    Optional<Placed<String>> title,
    Place place) {

  enum Severity {
    CRITICAL,
    NEEDS_LOOK,
    @Key("FYI")
    NOTE
  }

  record Peer(String name, Optional<Duration> keepalive, Optional<Tls> tls, Place place) {}

  record Tls(String minVersion, boolean insecure) {
    Tls {
      if (!minVersion.startsWith("TLS")) {
        throw new IllegalArgumentException("min_version has to begin with TLS");
      }
    }
  }

  /** A value type that reads itself. */
  record Octets(long count) {
    static Octets parse(String text) {
      if (!text.endsWith("B")) {
        throw new IllegalArgumentException("write it like 61B");
      }
      return new Octets(Long.parseLong(text.substring(0, text.length() - 1)));
    }
  }

  sealed interface Target {
    record Port(int port) implements Target {}

    record Named(String name) implements Target {}

    record Group(List<String> members) implements Target {}

    record Probe(String url, Optional<Duration> timeout) implements Target {}
  }
}
