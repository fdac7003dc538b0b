package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read. */
final class SecretFile {
  private SecretFile() {}

  static Path write(Path file, String text) {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      return Files.writeString(Files.createFile(file, permissions), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
