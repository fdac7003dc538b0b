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
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON file, read whole each time: one that is replaced atomically is always one whole version.
 * The document's source object holds {@code modified_at} in Unix seconds, {@code age_seconds}, and
 * in {@code present} whether other files are there.
 */
final class FileSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  private final Path path;
  private final int maxBytes;
  private final Map<String, Path> others;

  FileSource(Path path, int maxBytes, Map<String, Path> others) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.others = others;
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
      others.forEach((name, other) -> tell(source.withObjectProperty("present"), name, other));
      return lap.document(root, source);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    }
  }

  /** Nothing is told of a file in a directory that must not be searched. */
  private static void tell(ObjectNode present, String name, Path other) {
    try {
      Files.readAttributes(other, BasicFileAttributes.class);
      present.put(name, true);
    } catch (NoSuchFileException e) {
      present.put(name, false);
    } catch (IOException e) {
      LOG.debug("{}: cannot be known: {}", other, e.getMessage());
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
