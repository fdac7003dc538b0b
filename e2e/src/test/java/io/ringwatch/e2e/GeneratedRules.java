package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The alert rules that the packaged rules-gen writes from our spec, made impatient. Prometheus has
 * no fake clock: so that a test need not wait ten minutes for a stale handshake, it takes a copy of
 * the spec with smaller numbers in it. All else, expressions and labels and texts, is what users
 * load.
 */
final class GeneratedRules {
  private static final Path SPEC = Path.of("rules-gen/spec");

  /** Texts that must occur in spec/wireguard.yaml, and what stands in their place. */
  private static final Map<String, String> IMPATIENCE =
      Map.of(
          "scrape: 15s", "scrape: 1s",
          "default: 300s", "default: 15s",
          "min: 150s", "min: 1s",
          "for: 5m", "for: 2s");

  private static final String ENTRY =
      """
      severities: [critical, warning, info]
      include: [wireguard.yaml]
      dashboards: [wireguard]
      """;

  private GeneratedRules() {}

  /** Generates the rules into a directory and gives the file of the WireGuard alerts. */
  static Path impatient(Path directory) {
    var spec = directory.resolve("spec");
    var generated = directory.resolve("generated");
    try {
      copySpec(spec);
      var file = spec.resolve("wireguard.yaml");
      Files.writeString(file, impatient(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.of(
            Servers.requirePackaged("rules-gen"),
            "generate",
            "--spec=" + spec.resolve("entry.yaml"),
            "--out=" + generated)
        .out();
    return generated.resolve("alerts/wireguard.rules.yml");
  }

  private static void copySpec(Path to) throws IOException {
    var from = Servers.root().resolve(SPEC);
    Files.createDirectories(to);
    Files.copy(from.resolve("wireguard.yaml"), to.resolve("wireguard.yaml"));
    Files.writeString(to.resolve("entry.yaml"), ENTRY);
  }

  private static String impatient(String text) {
    var result = text;
    for (var change : IMPATIENCE.entrySet()) {
      if (!result.contains(change.getKey())) {
        throw new AssertionError("the spec has no \"" + change.getKey() + "\" any more");
      }
      result = result.replace(change.getKey(), change.getValue());
    }
    return result;
  }
}
