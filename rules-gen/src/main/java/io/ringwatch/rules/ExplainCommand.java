package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Suggestion;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules-gen explain}. */
@Command(
    name = "explain",
    description = "Tell all of one alert: its condition, metrics, labels, tests and steps.")
final class ExplainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;
  @Mixin private SpecOption spec = new SpecOption();

  @Parameters(paramLabel = "ALERT", description = "The alert's name.")
  private String alert = "";

  @Override
  public Integer call() throws ConfigException {
    var suite = spec.suite();
    for (int i = 0; i < suite.packs().size(); i++) {
      for (var rule : suite.packs().get(i).rules()) {
        if (rule.name().equals(alert)) {
          var source = suite.spec().packs().get(i);
          RulesGen.print(command, new Explanation(suite, source, rule).text());
          return 0;
        }
      }
    }
    List<String> known =
        suite.packs().stream()
            .flatMap(pack -> pack.rules().stream())
            .map(RulePack.Rule::name)
            .toList();
    throw ConfigException.of("no alert is called '" + alert + "' " + Suggestion.mend(alert, known));
  }
}
