package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Prometheus's own judge of metrics, rules and their tests. */
final class Promtool {
  private Promtool() {}

  /** The page is valid and follows Prometheus's naming habits. */
  static void assertCleanMetrics(String page) {
    var check = Command.of(Servers.require("promtool"), "check", "metrics").reading(page).run();
    assertThat(check).isEqualTo(new Command.Result(0, "", ""));
  }

  static void assertValidRules(Path rules) {
    var check = Command.of(Servers.require("promtool"), "check", "rules", rules).run();
    assertThat(check.exit()).as(check.out() + check.err()).isZero();
  }
}
