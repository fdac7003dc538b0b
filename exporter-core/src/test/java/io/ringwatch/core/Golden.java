package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold an expected text. {@code make golden} rewrites them in place of comparing, to be
 * reviewed as a diff.
 */
public final class Golden {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private Golden() {}

  /** The project's root folder. */
  public static Path root() {
    return Path.of(System.getProperty("ringwatch.root", ".."));
  }

  /**
   * Asserts that {@code file} holds {@code actual}, or writes it there under {@code make golden}.
   */
  public static void assertMatches(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
        return;
      }
      assertThat(file).as("golden file; make golden writes it").exists();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
