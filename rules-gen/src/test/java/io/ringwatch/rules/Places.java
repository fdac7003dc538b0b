package io.ringwatch.rules;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** What these tests find outside of this module. */
final class Places {
  private Places() {}

  /** The project's folder. */
  static Path root() {
    return Path.of(Objects.requireNonNull(System.getProperty("ringwatch.root"), "ringwatch.root"));
  }

  /** Where the real servers are unpacked. */
  static Path servers() {
    return root().resolve(System.getenv().getOrDefault("RINGWATCH_SERVERS", ".servers"));
  }

  /** The real promtool; without it the test is skipped by name, or fails in CI. */
  static Promtool promtool() {
    var found = Promtool.find(servers(), System.getenv().getOrDefault("PATH", ""));
    var reason = "promtool is missing: scripts/fetch-servers fetches it";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + " (CI skips nothing)");
    }
    Assumptions.assumeTrue(found.isPresent(), reason);
    return found.orElseThrow();
  }
}
