package io.ringwatch.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real programs that tests run against: those that {@code scripts/fetch-servers} unpacked, or
 * else those of the machine. What is missing skips the test by name; with {@code CI=true} it fails.
 */
final class Servers {
  private Servers() {}

  /** The absolute path of a server or tool, such as {@code wg} or {@code prometheus}. */
  static Path require(String program) {
    var onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of);
    return Stream.of(
            Stream.of(fetched().resolve("bin")),
            onPath,
            Stream.of(Path.of("/usr/sbin"), Path.of("/sbin")))
        .flatMap(directories -> directories)
        .map(directory -> directory.resolve(program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(program + " is not here: run scripts/fetch-servers"));
  }

  /** The absolute path of one of our own packaged programs, such as {@code rules-gen}. */
  static Path requirePackaged(String program) {
    var path = root().resolve("target/ringwatch/bin").resolve(program);
    if (!Files.isExecutable(path)) {
      throw missing(program + " is not packaged: run make dist");
    }
    return path;
  }

  /** Several hosts on one machine need root, network namespaces and tunnel devices. */
  static void requireNamespaces() {
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      throw missing("/dev/net/tun is not writable: a WireGuard mesh needs root and tunnel devices");
    }
    var probe = Command.of(require("unshare"), "--net", "--mount", "true").run();
    if (probe.exit() != 0) {
      throw missing("no network namespaces: " + probe.err().strip());
    }
  }

  /** The top of the repository. */
  static Path root() {
    return Path.of(Objects.requireNonNull(System.getProperty("ringwatch.root"), "ringwatch.root"));
  }

  /** Where {@code scripts/fetch-servers} puts what it fetches. */
  static Path fetched() {
    return root().resolve(System.getenv().getOrDefault("RINGWATCH_SERVERS", ".servers"));
  }

  private static RuntimeException missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + " (CI skips nothing)");
    }
    return Assumptions.abort(reason);
  }
}
