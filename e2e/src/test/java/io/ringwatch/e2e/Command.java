package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program with its arguments, not yet started.
 *
 * @param environment added to this process's own
 * @param input what it reads on stdin
 */
record Command(List<String> words, Map<String, String> environment, String input) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** What a command left when it ended. */
  record Result(int exit, String out, String err) {}

  static Command of(Object program, Object... arguments) {
    var words = new ArrayList<String>();
    words.add(program.toString());
    for (var argument : arguments) {
      words.add(argument.toString());
    }
    return new Command(words, Map.of(), "");
  }

  Command with(String variable, String value) {
    var all = new HashMap<>(environment);
    all.put(variable, value);
    return new Command(words, all, input);
  }

  Command reading(String text) {
    return new Command(words, environment, text);
  }

  /** This command as an argument of another, which enters a namespace for example. */
  Command after(List<String> prefix) {
    var all = new ArrayList<>(prefix);
    all.addAll(words);
    return new Command(all, environment, input);
  }

  /** Runs to the end and gives stdout; any exit code but 0 is an error with stderr in it. */
  String out() {
    var result = run();
    if (result.exit() != 0) {
      throw new AssertionError(this + ": exit " + result.exit() + ": " + result.err().strip());
    }
    return result.out();
  }

  Result run() {
    return within(LIMIT)
        .orElseThrow(() -> new AssertionError(this + ": still running after " + LIMIT));
  }

  /** Runs, and kills what has not ended in time; then the result is empty. */
  Optional<Result> within(Duration limit) {
    try {
      var out = Files.createTempFile("ringwatch-e2e", ".out");
      var err = Files.createTempFile("ringwatch-e2e", ".err");
      try {
        var process = builder().redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
          stdin.write(input);
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
          return Optional.empty();
        }
        return Optional.of(
            new Result(process.exitValue(), Files.readString(out), Files.readString(err)));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(toString(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(this + ": interrupted", e);
    }
  }

  ProcessBuilder builder() {
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder;
  }

  /** The words only: the environment and the input may hold keys. */
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
