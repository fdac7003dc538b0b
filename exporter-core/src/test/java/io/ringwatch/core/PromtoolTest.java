package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PromtoolTest {

  @Test
  @Timeout(60)
  void pageIsCleanByPromtool() throws Exception {
    var promtool = promtool();
    assumeTrue(
        promtool.isPresent() || "true".equals(System.getenv("CI")),
        "promtool is neither in .servers/bin nor on the PATH");
    try (var exporter = RunningExporter.start(new FakeProgram())) {
      var check =
          new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
              .redirectErrorStream(true)
              .start();
      try (var in = check.getOutputStream()) {
        in.write(exporter.page("/metrics").getBytes(StandardCharsets.UTF_8));
      }
      var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).isEmpty();
      assertThat(check.waitFor()).isZero();
    }
  }

  private static Optional<Path> promtool() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(Golden.root().resolve(".servers/bin")),
            Stream.of(path.split(File.pathSeparator)).map(Path::of))
        .map(folder -> folder.resolve("promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
