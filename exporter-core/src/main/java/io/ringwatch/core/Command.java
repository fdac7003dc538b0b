package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An external program with its arguments: no shell, an empty environment, {@code /} as its
 * directory and nothing on its standard input.
 *
 * <p>A run never outlives its deadline, whatever the program does. Output is taken as it becomes
 * available and never waited for in a read, so that a grandchild which keeps the pipe open blocks
 * nobody; on failure the whole process tree is killed, descendants first.
 */
public final class Command {

  /** Takes standard output as it arrives. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes the next bytes.
     *
     * @param buffer holds them from its start; it is used again after the call
     * @param length how many there are
     * @throws IOException to end the run; the program is killed
     */
    void accept(byte[] buffer, int length) throws IOException;
  }

  /**
   * How a program ended.
   *
   * @param exit its exit status; 128 + n if signal n killed it
   * @param output its standard output, read as UTF-8; empty if a sink took it
   * @param error the start of its standard error, one character a byte (ISO 8859-1), since a
   *     program may quote any bytes there
   */
  public record Ended(int exit, String output, String error) {

    /** {@code exit 1: Unable to access interface}: one printable, bounded line. */
    public String complaint() {
      var words = new String(error.getBytes(ISO_8859_1), UTF_8);
      var line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
      var bounded = line.length() <= MAX_COMPLAINT ? line : line.substring(0, MAX_COMPLAINT) + "…";
      return "exit " + exit + (bounded.isEmpty() ? "" : ": " + bounded);
    }
  }

  /** How much of standard error is kept where it holds complaints. */
  private static final int USUAL_ERROR = 1 << 16;

  private static final int MAX_COMPLAINT = 300;
  private static final int ROUNDS_OF_KILLING = 10;
  private static final Duration PAUSE_BETWEEN_ROUNDS = Duration.ofMillis(5);
  private static final long MIN_PAUSE_NANOS = 50_000;
  private static final long MAX_PAUSE_NANOS = 8_000_000;

  private final List<String> words;
  private final long maxOutput;
  private final int maxError;

  /**
   * @param words the program's absolute path, then its arguments, which it gets as they are
   * @param maxOutput how many bytes of standard output are let through
   * @throws IllegalArgumentException if the path is not absolute
   */
  public Command(List<String> words, long maxOutput) {
    this(words, maxOutput, USUAL_ERROR);
  }

  /**
   * A program that answers on standard error.
   *
   * @param maxError how many bytes of that are kept
   * @throws IllegalArgumentException if the path is not absolute
   */
  public Command(List<String> words, long maxOutput, int maxError) {
    if (words.isEmpty() || !words.getFirst().startsWith("/")) {
      throw new IllegalArgumentException("not the absolute path of a program: " + words);
    }
    this.words = List.copyOf(words);
    this.maxOutput = maxOutput;
    this.maxError = maxError;
  }

  /**
   * Runs the program and keeps its output.
   *
   * @throws NoSuchFileException if there is no such program
   * @throws IOException if it could not be started, wrote too much or did not end in time; the
   *     message begins with its path
   */
  public Ended run(Deadline deadline) throws IOException {
    var output = new ByteArrayOutputStream();
    var ended = stream(deadline, (buffer, length) -> output.write(buffer, 0, length));
    return new Ended(ended.exit(), output.toString(UTF_8), ended.error());
  }

  /**
   * Runs the program and hands on its output while it still writes.
   *
   * @throws IOException as {@link #run}, or from the sink
   */
  public Ended stream(Deadline deadline, Sink sink) throws IOException {
    var started = System.nanoTime();
    var process = start();
    try {
      var error = new ByteArrayOutputStream();
      pump(process, deadline, sink, error);
      if (process.isAlive()) {
        throw new IOException(program() + ": did not answer in " + secondsSince(started));
      }
      return new Ended(process.exitValue(), "", error.toString(ISO_8859_1));
    } finally {
      killTree(process);
    }
  }

  private String program() {
    return words.getFirst();
  }

  private Process start() throws IOException {
    var builder = new ProcessBuilder(words).directory(new File("/"));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    try {
      return builder.start();
    } catch (IOException e) {
      if (!new File(program()).exists()) {
        throw new NoSuchFileException(program(), null, "no such program");
      }
      throw new IOException(program() + ": cannot be executed", e);
    }
  }

  /** Until the program has ended and all it wrote is taken, or the deadline has passed. */
  private void pump(Process process, Deadline deadline, Sink sink, ByteArrayOutputStream error)
      throws IOException {
    var out = process.getInputStream();
    var err = process.getErrorStream();
    var buffer = new byte[1 << 16];
    long left = maxOutput;
    long idleSince = System.nanoTime();
    while (true) {
      boolean ended = !process.isAlive();
      int taken = take(out, buffer);
      if (taken > left) {
        throw new IOException(program() + ": wrote more than " + maxOutput + " bytes");
      }
      if (taken > 0) {
        left -= taken;
        sink.accept(buffer, taken);
      }
      int complained = take(err, buffer);
      error.write(buffer, 0, Math.min(complained, maxError - error.size()));
      if ((ended && taken + complained == 0) || deadline.passed()) {
        return;
      }
      if (taken + complained > 0) {
        idleSince = System.nanoTime();
      } else {
        pause(process, System.nanoTime() - idleSince);
      }
    }
  }

  /** What can be read without waiting. */
  private static int take(InputStream in, byte[] buffer) throws IOException {
    int available = in.available();
    return available == 0 ? 0 : in.read(buffer, 0, Math.min(available, buffer.length));
  }

  /** Waits the longer the longer there was nothing, yet not past the end of the program. */
  private void pause(Process process, long idleNanos) throws IOException {
    long nanos = Math.clamp(idleNanos / 32, MIN_PAUSE_NANOS, MAX_PAUSE_NANOS);
    try {
      if (nanos < 1_000_000) {
        LockSupport.parkNanos(nanos); // a timed wait would round up to a millisecond
      } else {
        var _ = process.waitFor(nanos, TimeUnit.NANOSECONDS);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var stopped = new InterruptedIOException(program() + ": stopped");
      stopped.initCause(e);
      throw stopped;
    }
  }

  /**
   * Descendants first, for they could hold the pipe, with a moment for the program to collect them;
   * what it started meanwhile dies after it. The JDK collects the program itself: no zombies.
   */
  private static void killTree(Process process) {
    for (int round = 0; process.isAlive() && round < ROUNDS_OF_KILLING; round++) {
      var descendants = process.descendants().toList();
      if (descendants.isEmpty()) {
        break;
      }
      descendants.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_BETWEEN_ROUNDS.toNanos());
    }
    if (process.isAlive()) {
      var started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
    close(process.getInputStream());
    close(process.getErrorStream());
  }

  private static void close(InputStream pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // Nothing is lost: all that was wanted of it has been read.
    }
  }

  private static String secondsSince(long startNanos) {
    return String.format(Locale.ROOT, "%.1fs", (System.nanoTime() - startNanos) / 1e9);
  }
}
