package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of others that judges what is generated. */
record RealProgram(Path path) {
  /** Without it the test is skipped by name, or fails in CI. */
  static RealProgram find(String name) {
    var searchPath = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    var found =
        Stream.concat(
                Stream.of(Places.servers().resolve("bin")), Arrays.stream(searchPath).map(Path::of))
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    var reason = name + " is missing: scripts/fetch-servers fetches it";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + " (CI skips nothing)");
    }
    Assumptions.assumeTrue(found.isPresent(), reason);
    return new RealProgram(found.orElseThrow());
  }

  /** Runs it to its end. */
  Promtool.Verdict run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Promtool.Verdict(process.waitFor(), text);
  }

  /** A port of the loopback interface that nobody listens on. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
