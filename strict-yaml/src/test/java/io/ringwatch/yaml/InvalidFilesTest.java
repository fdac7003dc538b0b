package io.ringwatch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code invalid/NAME.yaml} is refused with exactly the words of {@code NAME.err}. */
class InvalidFilesTest {
  private static final Path CORPUS = Path.of("src/test/resources/invalid");

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    var name = file.getFileName().toString();
    var text = Files.readString(file);
    var type = name.startsWith("secret-") ? Vault.class : Ring.class;
    var error =
        catchThrowableOfType(ConfigException.class, () -> StrictYaml.parse(name, text, type));
    assertThat(error).as("%s is refused", name).isNotNull();
    assertThat(error.report()).doesNotContain("hunter2", "31337");
    var expected = file.resolveSibling(name.replace(".yaml", ".err"));
    if (Boolean.getBoolean("golden.update")) {
      write(expected, error.report() + "\n");
    }
    assertThat(error.report() + "\n").isEqualTo(Files.readString(expected));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
