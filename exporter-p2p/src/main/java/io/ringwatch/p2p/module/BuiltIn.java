package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The modules that come with the exporter. */
public final class BuiltIn {

  /** Their names. */
  public static final List<String> NAMES =
      List.of(
          "cluster-os",
          "etcd-heartbeat",
          "fleet-http",
          "fleet-redis",
          "generic",
          "orama",
          "ringrift",
          "ringrift-sync",
          "tailscale");

  private BuiltIn() {}

  /**
   * The module of this name, or in this file if the text has a slash or ends in {@code .yaml}.
   *
   * @throws ConfigException if there is none, or with every problem of the file
   */
  public static Mapping find(String nameOrFile) throws ConfigException {
    if (NAMES.contains(nameOrFile)) {
      return Mapping.parse(nameOrFile + ".yaml", text(nameOrFile));
    }
    if (nameOrFile.contains("/") || nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
      return Mapping.read(Path.of(nameOrFile));
    }
    throw ConfigException.of(
        "module: '" + nameOrFile + "' is not built in " + Suggestion.mend(nameOrFile, NAMES));
  }

  private static String text(String name) {
    try (var in = BuiltIn.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException(name + ".yaml is not in the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
