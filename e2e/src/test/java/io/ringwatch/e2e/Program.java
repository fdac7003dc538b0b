package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An external program that runs until it is stopped; all that it says is kept for the failure. */
final class Program implements Stage.Started {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int TAIL_LINES = 60;

  private final Command command;
  private final Process process;
  private final Path log;

  private Program(Command command, Process process, Path log) {
    this.command = command;
    this.process = process;
    this.log = log;
  }

  static Program start(Command command) {
    try {
      var log = Files.createTempFile("ringwatch-e2e", ".log");
      var process =
          command.builder().redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      return new Program(command, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(command.toString(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything on stdout and stderr so far. */
  String output() {
    try {
      return Files.exists(log) ? Files.readString(log) : "(gone)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of all processes it started that are still there, zombies among them. */
  Set<Long> descendants() {
    return process.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  void awaitLine(String part, Duration limit) {
    await("says \"" + part + "\"", limit, () -> output().contains(part));
  }

  void awaitHttp(URI uri, Duration limit) {
    await("answers 200 at " + uri, limit, () -> Http.answers(uri));
  }

  /** Waits until it does what is said here, and no longer than it lives. */
  void await(String what, Duration limit, Await.Condition condition) {
    Await.until(
        () -> what + ": " + this,
        limit,
        () -> {
          if (condition.holds()) {
            return true;
          }
          if (!isAlive()) {
            throw new AssertionError("ended before it " + what + ": " + this);
          }
          return false;
        });
  }

  /** Sends a signal such as {@code STOP}, {@code CONT} or {@code HUP}. */
  void signal(String name) {
    Command.of("kill", "-" + name, pid()).out();
  }

  /** Asks it to stop by SIGTERM and gives the exit code; kills it when it does not stop in time. */
  int stop() {
    process.destroy();
    return ended() ? process.exitValue() : kill();
  }

  private boolean ended() {
    try {
      return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(this + ": interrupted", e);
    }
  }

  /** Kills it and all it started. */
  int kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (!ended()) {
      throw new AssertionError(this + " survived SIGKILL");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    if (isAlive()) {
      stop();
    }
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command and the end of its output, for the message of a failure. */
  @Override
  public String toString() {
    var lines = output().lines().toList();
    var tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return "%s%n--- output ---%n%s%n---".formatted(command, String.join("\n", tail));
  }
}
