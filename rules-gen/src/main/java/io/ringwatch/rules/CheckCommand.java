package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules-gen check}. */
@Command(
    name = "check",
    description = "Show what generate would change, as a diff; exit with 2 if anything.")
final class CheckCommand implements Callable<Integer> {
  private static final int DRIFT = 2;

  @Spec private @Nullable CommandSpec command;
  @Mixin private RulesGen.Target target = new RulesGen.Target();

  @Override
  public Integer call() throws ConfigException {
    var drift = target.output().drift();
    RulesGen.print(command, drift);
    return drift.isEmpty() ? 0 : DRIFT;
  }
}
