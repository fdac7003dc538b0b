package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --spec}, which every command that reads a spec has. */
final class SpecOption {
  @Option(
      names = "--spec",
      paramLabel = "FILE",
      defaultValue = "rules-gen/spec/ringwatch.yaml",
      description = "The spec's entry file (${DEFAULT-VALUE}).")
  private Path file = Path.of("");

  @Option(
      names = "--prometheus",
      paramLabel = "VERSION",
      converter = ReleaseConverter.class,
      description =
          "Which Prometheus the rules are for, 2.42 or 3, if not the spec's prometheus_version. If"
              + " nobody says, they run on both.")
  private @Nullable Release release;

  /** Names the flag's mend. */
  static final class ReleaseConverter implements ITypeConverter<Release> {
    @Override
    public Release convert(String text) {
      try {
        return Release.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "': " + e.getMessage());
      }
    }
  }

  Suite suite() throws ConfigException {
    return Compilation.of(Spec.read(file), Optional.ofNullable(release));
  }
}
