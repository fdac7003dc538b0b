package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An executable shell script for the time of a test, such as a {@code wg} of a single node. */
record Script(Path path) implements Stage.Started {
  static Script write(String name, String lines) {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      var path = Files.createTempFile("ringwatch-e2e-" + name, ".sh", permissions);
      return new Script(Files.writeString(path, "#!/bin/sh\n" + lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
