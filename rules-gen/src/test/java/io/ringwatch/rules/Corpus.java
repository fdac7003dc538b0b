package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A folder of YAML files, each beside what is to be said of it. */
record Corpus(Path folder) {
  /** What is done with one file. */
  @FunctionalInterface
  interface Check {
    void check(Path file) throws IOException, ConfigException;
  }

  /** A test a file. */
  Stream<DynamicTest> each(Check check) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check.check(f)));
    }
  }

  /** A test a file: compiling it is refused with exactly the words of {@code NAME.err}. */
  Stream<DynamicTest> eachRefused(Check compile) throws IOException {
    return each(
        file -> {
          var error = catchThrowableOfType(ConfigException.class, () -> compile.check(file));
          assertThat(error).as("%s is refused", file.getFileName()).isNotNull();
          assertSaid(file, ".err", error.report() + "\n");
        });
  }

  /** The file's twin with another ending holds exactly these words. */
  static void assertSaid(Path file, String ending, String words) throws IOException {
    var name = file.getFileName().toString();
    var expected = file.resolveSibling(name.replace(".yaml", ending));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, words);
    }
    assertThat(words).isEqualTo(Files.readString(expected));
  }
}
