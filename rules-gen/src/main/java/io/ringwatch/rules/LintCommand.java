package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rules-gen lint}. Faults of the spec end it as they end every command. */
@Command(
    name = "lint",
    description = "Tell what is wrong with the spec, or may be; nothing is written.")
final class LintCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;
  @Mixin private SpecOption spec = new SpecOption();

  @Option(names = "--strict", description = "Exit with 1 for a warning, too.")
  private boolean strict;

  @Option(
      names = "--live",
      paramLabel = "URL|FILE",
      description = "A target's /metrics, which has to expose what the spec reads of it.")
  private List<String> live = new ArrayList<>();

  @Override
  public Integer call() throws ConfigException {
    var suite = spec.suite();
    var text = new StringBuilder();
    if (!suite.warnings().isEmpty()) {
      text.append(new ConfigException(suite.warnings()).report()).append('\n');
    }
    var missing = missing(suite);
    missing.forEach(line -> text.append(line).append('\n'));
    int alerts = suite.packs().stream().mapToInt(pack -> pack.rules().size()).sum();
    text.append(count(suite.packs().size(), "pack")).append(", ").append(count(alerts, "alert"));
    text.append(": ").append(count(suite.warnings().size(), "warning"));
    text.append(live.isEmpty() ? "\n" : ", " + count(missing.size(), "difference") + "\n");
    RulesGen.print(command, text.toString());
    return missing.isEmpty() && (!strict || suite.warnings().isEmpty()) ? 0 : 1;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private List<String> missing(Suite suite) throws ConfigException {
    List<String> missing = new ArrayList<>();
    var check = new LiveCheck(suite);
    for (var target : live) {
      var endpoint = new Endpoint(target);
      for (var problem : check.problems(endpoint.families())) {
        missing.add(endpoint.name() + ": " + problem);
      }
    }
    return missing;
  }
}
