package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of expected text; {@code -Dgolden.update=true} writes it anew, for review as a diff. */
record Golden(Path file) {

  static Golden of(String resource) {
    return new Golden(resources().resolve(resource));
  }

  static Path resources() {
    return Path.of(System.getProperty("ringwatch.root", ".."), "exporter-serf/src/test/resources");
  }

  void matches(String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
