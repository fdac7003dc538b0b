package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a spec names what it builds on: {@code ./mine.yaml} is a file beside it, a word is shipped.
 */
final class SpecFile {
  private static final String SHIPPED = "shipped ";

  private SpecFile() {}

  /** Empty if it is the name of something that is shipped. */
  static Optional<Path> of(Placed<String> name) {
    var text = name.value();
    return isShipped(text)
        ? Optional.empty()
        : Optional.of(Path.of(name.place().file()).resolveSibling(text).normalize());
  }

  /** Whether it is not a file's name. */
  static boolean isShipped(String name) {
    return !name.endsWith(".yaml") && !name.endsWith(".yml") && !name.contains("/");
  }

  /** Whether it stands in a file that is shipped. */
  static boolean isOfShipped(Place place) {
    return place.file().startsWith(SHIPPED);
  }

  /** Reads the user's file; empty if there is a fault, which is then among the findings. */
  static <T> Optional<T> read(Path file, Placed<String> name, Class<T> type, Findings findings) {
    if (Files.notExists(file)) {
      findings.add(name.place(), "no such file: " + file);
      return Optional.empty();
    }
    try {
      return Optional.of(StrictYaml.read(file, type));
    } catch (ConfigException e) {
      findings.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** The packs that are shipped, as the shipped entry file includes them. */
  static List<String> shippedPacks() {
    return entry().include().stream().map(include -> bare(include.value().pack())).toList();
  }

  static List<String> shippedDashboards() {
    return entry().dashboards().stream().map(file -> bare(file.value())).toList();
  }

  private static Spec.Entry entry() {
    return shipped("ringwatch", Spec.Entry.class).orElseThrow();
  }

  private static String bare(String file) {
    return file.replaceFirst(".*/", "").replaceFirst("\\.yaml$", "");
  }

  /** Empty if nothing of this name is shipped. */
  static <T> Optional<T> shipped(String name, Class<T> type) {
    var file = "spec/" + name + ".yaml";
    try (var in = SpecFile.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              StrictYaml.parse(
                  SHIPPED + file, new String(in.readAllBytes(), StandardCharsets.UTF_8), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }
}
