package io.ringwatch.p2p.source;

import io.ringwatch.yaml.Key;
import java.nio.file.Path;

/**
 * Tailscale's own status: {@code {tailscale: /usr/bin/tailscale}} asks the program, {@code
 * {tailscale: /run/tailscale/tailscaled.sock}} the daemon itself.
 *
 * @param path the program or the socket
 */
public record TailscaleConfig(@Key("tailscale") Path path) implements SourceConfig {

  public TailscaleConfig {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("tailscale needs an absolute path");
    }
  }

  @Override
  public Source open() {
    return new TailscaleSource(path);
  }
}
