package io.ringwatch.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration file and the files it names, each noted as it is about to be read: what changes
 * afterwards shows. Links are followed, as mounted secrets are swapped by a link.
 */
final class WatchedFiles {

  /**
   * @param fileKey tells a replaced file from its predecessor
   */
  private record Stamp(FileTime lastModified, long size, Optional<Object> fileKey) {

    /** Empty if there is no such file. */
    static Optional<Stamp> of(Path file) {
      try {
        var now = Files.readAttributes(file, BasicFileAttributes.class);
        var fileKey = Optional.ofNullable(now.fileKey());
        return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), fileKey));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private final Path config;
  private final Map<Path, Optional<Stamp>> stamps = new LinkedHashMap<>();

  WatchedFiles(Path config) {
    this.config = config;
    note(config);
  }

  Path config() {
    return config;
  }

  /** A file that the configuration names; a relative path starts at the configuration's folder. */
  Path named(Path path) {
    var file = config.resolveSibling(path);
    note(file);
    return file;
  }

  /** Whether any file is not what it was when noted. */
  boolean haveChanged() {
    return stamps.entrySet().stream().anyMatch(e -> !e.getValue().equals(Stamp.of(e.getKey())));
  }

  private void note(Path file) {
    stamps.putIfAbsent(file, Stamp.of(file));
  }
}
