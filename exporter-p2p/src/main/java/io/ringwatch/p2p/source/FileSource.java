package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * A JSON file, read whole each time: one that is replaced atomically is always one whole version.
 * The document's source object holds {@code modified_at} in Unix seconds, and {@code age_seconds}.
 */
final class FileSource implements Source {

  private final Path path;
  private final int maxBytes;

  FileSource(Path path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    var watch = Stopwatch.start();
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new IOException(path + ": not a regular file");
      }
      var bytes = bytes();
      var lap = watch.stop();
      var root = Json.parse(path.toString(), bytes);
      double modified = attributes.lastModifiedTime().toMillis() / 1e3;
      double age = Math.max(0, Instant.now().toEpochMilli() / 1e3 - modified);
      var source = Json.object().put("modified_at", modified).put("age_seconds", age);
      return lap.document(root, source);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    }
  }

  private byte[] bytes() throws IOException {
    try (var in = Files.newInputStream(path)) {
      var bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException(path + ": larger than " + maxBytes + " bytes (see max_bytes)");
      }
      return bytes;
    }
  }
}
