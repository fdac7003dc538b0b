package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What scripts/test-summary says of reports. A case is a folder under resources/test-summary: the
 * reports, {@code expected.txt} with stdout and the exit code, and {@code ci} where CI=true.
 */
class TestSummaryTest {
  private static final Path CASES = Servers.root().resolve("e2e/src/test/resources/test-summary");

  static Stream<String> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsAreSummedAndExplained(String name) throws IOException {
    var folder = CASES.resolve(name);
    var script = Servers.root().resolve("scripts/test-summary");

    var summary =
        Command.of(script, folder.resolve("reports"))
            .with("CI", Boolean.toString(Files.exists(folder.resolve("ci"))))
            .run();

    assertThat(summary.err()).isEmpty();
    assertThat(summary.out() + "exit " + summary.exit() + "\n")
        .isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }
}
