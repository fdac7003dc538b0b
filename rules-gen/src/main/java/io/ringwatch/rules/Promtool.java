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

  private final Path program;

  Promtool(Path program) {
    this.program = program;
  }

  /**
   * Looks where {@code make test} unpacks it, then in the search path.
   *
   * @param root the project's folder
   */
  static Optional<Promtool> find(Path root, String searchPath) {
    var unpacked = root.resolve(".servers/root/usr/bin");
    var folders = Arrays.stream(searchPath.split(File.pathSeparator)).map(Path::of);
    return Stream.concat(Stream.of(unpacked), folders)
        .map(folder -> folder.resolve("promtool"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Promtool::new);
  }

  /** Checks rule files; what it has to say goes to our own output. */
  int checkRules(List<Path> files) throws ConfigException {
    return run("check", files);
  }

  /** Runs rule tests; what it has to say goes to our own output. */
  int testRules(List<Path> files) throws ConfigException {
    return run("test", files);
  }

  private int run(String verb, List<Path> files) throws ConfigException {
    List<String> command = new ArrayList<>(List.of(program.toString(), verb, "rules"));
    files.forEach(file -> command.add(file.toString()));
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw ConfigException.of(program + ": no answer within " + DEADLINE_MINUTES + " minutes");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw ConfigException.of(program + ": cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConfigException.of(program + ": interrupted");
    }
  }
}
