package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rules-gen generate}. */
@Command(
    name = "generate",
    description =
        "Write alerts/ with their tests, grafana/ and docs/; remove what a former spec left there.")
final class GenerateCommand implements Callable<Integer> {
  @Mixin private RulesGen.Target target = new RulesGen.Target();

  @Override
  public Integer call() throws ConfigException {
    target.output().write();
    return 0;
  }
}
