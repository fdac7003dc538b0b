package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus's own judge of rules: the program {@code promtool}, 2.42 or later. */
final class Promtool {
  private static final int DEADLINE_MINUTES = 10;

  /** Memory for time: a quarter less of the processor, 200 MB instead of 70. */
  private static final String GARBAGE = "400";

  private final Path program;

  Promtool(Path program) {
    this.program = program;
  }

  /**
   * Looks where {@code make test} unpacks it, then in the search path.
   *
   * @param servers the folder with the unpacked servers, {@code .servers}
   */
  static Optional<Promtool> find(Path servers, String searchPath) {
    var unpacked = servers.resolve("bin");
    var folders = Arrays.stream(searchPath.split(File.pathSeparator)).map(Path::of);
    return Stream.concat(Stream.of(unpacked), folders)
        .map(folder -> folder.resolve("promtool"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Promtool::new);
  }

  /**
   * What it answers.
   *
   * @param exit 0 if it finds no fault
   * @param text its output and its errors
   */
  record Verdict(int exit, String text) {}

  Path program() {
    return program;
  }

  Verdict checkRules(List<Path> files) throws ConfigException {
    return run("check", files);
  }

  Verdict testRules(List<Path> files) throws ConfigException {
    return run("test", files);
  }

  private Verdict run(String verb, List<Path> files) throws ConfigException {
    List<String> command = new ArrayList<>(List.of(program.toString(), verb, "rules"));
    files.forEach(file -> command.add(file.toString()));
    try {
      var output = Files.createTempFile("promtool", ".txt");
      try {
        return run(command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw ConfigException.of(program + ": cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConfigException.of(program + ": interrupted");
    }
  }

  private Verdict run(List<String> command, Path output)
      throws IOException, InterruptedException, ConfigException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putIfAbsent("GOGC", GARBAGE);
    var process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw ConfigException.of(program + ": no answer within " + DEADLINE_MINUTES + " minutes");
    }
    return new Verdict(process.exitValue(), Files.readString(output));
  }
}
