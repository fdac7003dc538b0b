package io.ringwatch.p2p.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.p2p.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A host file of another system.
 *
 * @param port where the hosts are scraped; the system's usual one if empty
 */
public record HostListConfig(Path file, HostFormat format, Optional<Integer> port) {

  private static final int LARGEST_BYTES = 16 << 20;

  public HostListConfig {
    if (port.isPresent() && (port.get() < 1 || port.get() > 65535)) {
      throw new IllegalArgumentException("port has to be 1 to 65535");
    }
  }

  /**
   * Reads the file as it is now.
   *
   * @throws IOException with every problem of the file, which is never quoted
   */
  List<TargetGroup> read(Providers providers) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new IOException(file + ": larger than 16 MiB");
      }
      var text = new String(bytes, UTF_8);
      var groups = format.read(file.toString(), text, port.orElse(format.usualPort()));
      return groups.stream().map(group -> group.providedBy(providers)).toList();
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }
}
