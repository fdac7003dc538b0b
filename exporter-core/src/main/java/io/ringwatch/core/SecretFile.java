package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file that holds one secret: a password, a token, a key. It is read anew each time, so that a
 * secret may be changed without a restart.
 */
public record SecretFile(Path path) {

  private static final int LARGEST_BYTES = 1 << 16;

  /** For {@link io.ringwatch.yaml.StrictYaml}. */
  public static SecretFile parse(String text) {
    var path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("has to be an absolute path");
    }
    return new SecretFile(path);
  }

  /**
   * The secret, without the line's end behind it.
   *
   * @throws IOException if it cannot be read or everybody else can; names the file, never shows it
   */
  public String read() throws IOException {
    try {
      if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IOException(path + ": everybody can read this secret (chmod o-r " + path + ")");
      }
      try (var in = Files.newInputStream(path)) {
        var bytes = in.readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
          throw new IOException(path + ": larger than 64 KiB");
        }
        return new String(bytes, UTF_8).stripTrailing();
      }
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
