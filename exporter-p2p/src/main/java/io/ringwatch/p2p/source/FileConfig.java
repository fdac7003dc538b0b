package io.ringwatch.p2p.source;

import io.ringwatch.yaml.Key;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A document that a program on this machine writes: {@code {file: /run/clusteros/status.json}}.
 *
 * @param maxBytes how large it may be
 */
public record FileConfig(@Key("file") Path path, Optional<Integer> maxBytes)
    implements SourceConfig {

  @Override
  public Source open() {
    return new FileSource(path, maxBytes.orElse(Json.MAX_BYTES));
  }
}
