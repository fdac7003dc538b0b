package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prometheus's own linter, as {@code scripts/fetch-servers} unpacks it or the machine has it. Where
 * it is missing the test is skipped by name; with {@code CI=true} it fails.
 */
public final class Promtool {

  private Promtool() {}

  /** Asserts that {@code promtool check metrics} has nothing to say of a page. */
  public static void assertClean(String page) throws IOException, InterruptedException {
    var check =
        new ProcessBuilder(program().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = check.getOutputStream()) {
      in.write(page.getBytes(UTF_8));
    }
    var said = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(check.exitValue()).isZero();
  }

  private static Path program() {
    var fetched = System.getenv().getOrDefault("RINGWATCH_SERVERS", ".servers");
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    return Stream.concat(
            Stream.of(Golden.root().resolve(fetched).resolve("bin")),
            Arrays.stream(path).map(Path::of))
        .map(folder -> folder.resolve("promtool"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(Promtool::missing);
  }

  private static RuntimeException missing() {
    var reason = "promtool is not here: run scripts/fetch-servers";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + " (CI skips nothing)");
    }
    return abort(reason);
  }
}
