package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code invalid-dashboards/NAME.yaml}, which shows the pack of {@code golden/dashboards}, is
 * refused with exactly the words of {@code NAME.err}.
 */
class InvalidDashboardsTest {
  private static final Path CORPUS = Path.of("src/test/resources/invalid-dashboards");
  private static final Path SPEC = Path.of("src/test/resources/golden/dashboards/spec/entry.yaml");

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    var name = file.getFileName().toString();
    var error = catchThrowableOfType(ConfigException.class, () -> compile(file));
    assertThat(error).as("%s is refused", name).isNotNull();
    var expected = file.resolveSibling(name.replace(".yaml", ".err"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, error.report() + "\n");
    }
    assertThat(error.report() + "\n").isEqualTo(Files.readString(expected));
  }

  private static void compile(Path file) throws IOException, ConfigException {
    var name = file.getFileName().toString();
    var dashboard = StrictYaml.parse(name, Files.readString(file), DashboardSpec.class);
    var around = Spec.read(SPEC);
    Compilation.of(new Spec(around.entry(), around.packs(), List.of(dashboard)));
  }
}
