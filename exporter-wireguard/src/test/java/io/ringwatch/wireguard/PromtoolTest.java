package io.ringwatch.wireguard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwatch.core.Promtool;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus's own linter on every golden page. */
class PromtoolTest {

  static List<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void promtoolFindsNothing(Case dump) throws IOException, InterruptedException {
    var page = dump.text("expected.prom", "");
    assumeTrue(!page.isEmpty(), "an empty page: promtool has nothing to check");
    Promtool.assertClean(page);
  }
}
