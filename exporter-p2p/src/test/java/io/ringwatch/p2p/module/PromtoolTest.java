package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwatch.core.Golden;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus's own linter on every golden page. */
class PromtoolTest {

  static List<Path> pages() throws IOException {
    try (var pages =
        Files.find(
            Path.of("src/test/resources/samples"), 3, (p, _) -> p.endsWith("expected.prom"))) {
      return pages.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void promtoolFindsNothing(Path page) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(promtool().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .redirectInput(page.toFile())
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  private static Path promtool() {
    var servers = Golden.root().resolve(".servers");
    var onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "promtool"));
    var found =
        Stream.concat(
                Stream.of(
                    servers.resolve("bin/promtool"), servers.resolve("root/usr/bin/promtool")),
                onPath)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent() || inCi(), "promtool: not here, make servers fetches it");
    return found.orElseThrow(() -> new AssertionError("no promtool, and CI skips nothing"));
  }

  private static boolean inCi() {
    return Optional.ofNullable(System.getenv("CI")).filter("true"::equals).isPresent();
  }
}
