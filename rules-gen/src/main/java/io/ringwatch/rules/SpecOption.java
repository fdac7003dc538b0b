package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --spec}, which every command that reads a spec has. */
final class SpecOption {
  @Option(
      names = "--spec",
      paramLabel = "FILE",
      defaultValue = "rules-gen/spec/ringwatch.yaml",
      description = "The spec's entry file (${DEFAULT-VALUE}).")
  private Path file = Path.of("");

  Path file() {
    return file;
  }

  Suite suite() throws ConfigException {
    return Compilation.of(Spec.read(file));
  }
}
