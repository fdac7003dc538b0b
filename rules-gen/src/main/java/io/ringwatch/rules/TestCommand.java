package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rules-gen test}. */
@Command(
    name = "test",
    description = "Check the rules and run their tests with promtool; tell what the tests prove.")
final class TestCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;
  @Mixin private RulesGen.Target target = new RulesGen.Target();

  @Option(names = "--promtool", paramLabel = "FILE", description = "The program to use.")
  private @Nullable Path promtool;

  @Option(
      names = {"--rule", "--alert"},
      paramLabel = "NAME",
      description =
          "Only this alert or recorded series, straight from the spec: nothing has to be generated before.")
  private @Nullable String rule;

  @Option(
      names = "--mutants",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Put small faults into the rules and see whether a test finds them (yes).")
  private boolean mutants = true;

  @Option(
      names = "--min-score",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Fail if fewer mutants are found (${DEFAULT-VALUE}).")
  private double minScore;

  @Override
  public Integer call() throws ConfigException {
    var tool = promtool == null ? findPromtool() : new Promtool(promtool);
    var suite = target.suite();
    boolean passed = rule == null ? allPass(tool) : passes(tool, suite, rule);
    if (!mutants) {
      return passed ? 0 : 1;
    }
    var proof = Proof.of(suite, tool, name -> rule == null || name.equals(rule));
    print(proof.report());
    return passed && proof.faults().isEmpty() && proof.score() >= minScore ? 0 : 1;
  }

  private static Promtool findPromtool() throws ConfigException {
    var servers = Path.of(System.getenv().getOrDefault("RINGWATCH_SERVERS", ".servers"));
    return Promtool.find(servers, System.getenv().getOrDefault("PATH", ""))
        .orElseThrow(
            () -> ConfigException.of("promtool is not found: name it with --promtool FILE"));
  }

  private boolean allPass(Promtool tool) throws ConfigException {
    var files = target.output().files();
    var checked = tool.checkRules(named(files, ".rules.yml"));
    List<Callable<Promtool.Verdict>> tasks = new ArrayList<>();
    named(files, ".test.yml").forEach(file -> tasks.add(() -> tool.testRules(List.of(file))));
    var tested = Workers.all(tasks);
    print(checked.text());
    tested.forEach(verdict -> print(verdict.text()));
    return checked.exit() == 0 && tested.stream().allMatch(verdict -> verdict.exit() == 0);
  }

  private static List<Path> named(List<Path> files, String ending) {
    return files.stream().filter(f -> f.toString().endsWith(ending)).toList();
  }

  private boolean passes(Promtool tool, Suite suite, String name) throws ConfigException {
    var herd =
        suite.packs().stream()
            .map(p -> p.alone(suite.packs()))
            .flatMap(p -> p.tested().stream().map(r -> new Herd(p, r, List.of())))
            .filter(h -> h.rule().name().equals(name))
            .findFirst()
            .orElseThrow(() -> ConfigException.of(unknown(suite, name)));
    var verdict = new MutationRun(tool).judgeSome(List.of(herd));
    print(verdict.exit() == 0 ? "" : verdict.text());
    return verdict.exit() == 0;
  }

  private static String unknown(Suite suite, String name) {
    var known =
        suite.packs().stream()
            .flatMap(p -> p.tested().stream().map(RulePack.Tested::name))
            .toList();
    return "--rule: no alert and no recorded series '" + name + "' " + Suggestion.mend(name, known);
  }

  private void print(String text) {
    RulesGen.print(command, text);
  }
}
