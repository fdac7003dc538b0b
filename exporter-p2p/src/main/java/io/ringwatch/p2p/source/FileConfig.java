package io.ringwatch.p2p.source;

import io.ringwatch.yaml.Key;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A document that a program on this machine writes: {@code {file: /run/clusteros/status.json}}.
 *
 * @param maxBytes how large it may be
 * @param present files of which is told only whether they are there, by the names that modules know
 *     them by; they are never opened
 */
public record FileConfig(
    @Key("file") Path path, Optional<Integer> maxBytes, Map<String, Path> present)
    implements SourceConfig {

  public FileConfig {
    present = Map.copyOf(present);
  }

  @Override
  public Source open() {
    return new FileSource(path, maxBytes.orElse(Json.MAX_BYTES), present);
  }
}
