package io.ringwatch.p2p.source;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real servers, as {@code scripts/fetch-servers} unpacks them or the machine has them. What is
 * missing skips the test by name; with {@code CI=true} it fails.
 */
public final class Servers {

  private Servers() {}

  /** A server that runs, until it is closed. */
  public record Running(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The absolute path of a program. */
  public static Path require(String program) {
    var root = Path.of(Objects.requireNonNull(System.getProperty("ringwatch.root")));
    var fetched = root.resolve(System.getenv().getOrDefault("RINGWATCH_SERVERS", ".servers"));
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    return Stream.concat(Stream.of(fetched.resolve("bin")), Arrays.stream(path).map(Path::of))
        .map(directory -> directory.resolve(program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(program + " is not here: run scripts/fetch-servers"));
  }

  private static RuntimeException missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + " (CI skips nothing)");
    }
    return Assumptions.abort(reason);
  }

  public static Running start(Path log, List<String> words) throws IOException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    return new Running(builder.redirectOutput(log.toFile()).start());
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until something holds, and fails after a while. */
  public static void await(Duration patience, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Throwable last = null;
      try {
        if (holds.call()) {
          return;
        }
      } catch (IOException | AssertionError e) {
        last = e;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come to hold within " + patience, last);
      }
      Thread.sleep(50);
    }
  }
}
