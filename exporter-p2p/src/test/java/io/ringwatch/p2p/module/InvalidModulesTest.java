package io.ringwatch.p2p.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ringwatch.core.Golden;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code invalid/NAME.yaml} is refused with exactly the words of {@code NAME.err}. */
class InvalidModulesTest {
  private static final Path CORPUS = Path.of("src/test/resources/invalid");

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(f -> dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    var name = file.getFileName().toString();
    var text = Files.readString(file);
    var error = catchThrowableOfType(ConfigException.class, () -> Mapping.parse(name, text));
    assertThat(error).as("%s is refused", name).isNotNull();
    Golden.assertMatches(file.resolveSibling(name.replace(".yaml", ".err")), error.report() + "\n");
  }
}
