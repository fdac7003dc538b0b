package io.ringwatch.p2p.module;

import io.ringwatch.core.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Promtool.assertClean(Files.readString(page));
  }
}
