package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** Lets promtool judge herds, some in each of its processes. */
final class MutationRun {
  private static final int HERDS_A_PROCESS = 6;

  private final Promtool promtool;

  MutationRun(Promtool promtool) {
    this.promtool = promtool;
  }

  /**
   * Each herd knows its survivors then.
   *
   * @throws ConfigException if promtool cannot be run
   */
  void judge(List<Herd> herds) throws ConfigException {
    List<Callable<Promtool.Verdict>> tasks = new ArrayList<>();
    for (int from = 0; from < herds.size(); from += HERDS_A_PROCESS) {
      var some = herds.subList(from, Math.min(herds.size(), from + HERDS_A_PROCESS));
      tasks.add(() -> judgeSome(some));
    }
    Workers.all(tasks);
  }

  /** What promtool says in the end, when it said all about each herd. */
  Promtool.Verdict judgeSome(List<Herd> herds) throws ConfigException {
    try {
      var folder = Files.createTempDirectory("rules-gen-");
      try {
        return judge(herds, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw ConfigException.of("no temporary files: " + e.getMessage());
    }
  }

  private Promtool.Verdict judge(List<Herd> herds, Path folder)
      throws ConfigException, IOException {
    Files.createDirectory(folder.resolve("tests"));
    var asked = herds;
    while (true) {
      List<Path> tests = new ArrayList<>();
      for (var herd : asked) {
        tests.add(write(herd, folder));
      }
      var verdict = promtool.testRules(tests);
      asked = asked.stream().filter(herd -> herd.learn(verdict.text())).toList();
      if (asked.isEmpty()) {
        return verdict;
      }
    }
  }

  private static Path write(Herd herd, Path folder) throws IOException {
    var name = herd.rule().name();
    Files.writeString(folder.resolve(name + ".rules.yml"), herd.rules());
    return Files.writeString(folder.resolve("tests/" + name + ".test.yml"), herd.tests());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
