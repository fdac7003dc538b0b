package io.ringwatch.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file with secrets: what the {@code secret-*} files of the corpus are read as. */
record Vault(
    Optional<String> user,
    @Secret Optional<String> password,
    @Secret Optional<Integer> pin,
    @Secret Optional<Duration> rotation,
    @Secret Optional<Mode> mode,
    @Secret List<Integer> codes,
    @Secret Map<String, Hash> users) {

  enum Mode {
    HUNTER
  }

  record Hash(String value) {
    static Hash parse(String text) {
      if (!text.startsWith("$2")) {
        throw new IllegalArgumentException(text + " is not bcrypt");
      }
      return new Hash(text);
    }
  }
}
