package io.ringwatch.rules;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real server that exposes metrics on a port of the loopback interface. */
final class RealTarget implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final String metrics;

  private RealTarget(Process process, String metrics) {
    this.process = process;
    this.metrics = metrics;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param arguments with {@code ADDRESS} for where to listen
   */
  static RealTarget start(String program, Path log, List<String> arguments) throws Exception {
    var file = Places.servers().resolve("bin").resolve(program);
    var reason = program + " is missing: scripts/fetch-servers fetches it";
    Assumptions.assumeTrue(Files.isExecutable(file), reason);
    var address = "127.0.0.1:" + freePort();
    var command = new java.util.ArrayList<>(List.of(file.toString()));
    arguments.forEach(argument -> command.add(argument.replace("ADDRESS", address)));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var process = builder.redirectOutput(log.toFile()).start();
    var target = new RealTarget(process, "http://" + address + "/metrics");
    try {
      target.awaitAnswer(log);
    } catch (IOException | InterruptedException e) {
      target.close();
      throw e;
    }
    return target;
  }

  /** Where its metrics are. */
  String metrics() {
    return metrics;
  }

  List<Exposition.Family> families() throws Exception {
    return new Endpoint(metrics).families();
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("no answer: " + Files.readString(log));
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() {
    try {
      return !families().isEmpty();
    } catch (Exception e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
