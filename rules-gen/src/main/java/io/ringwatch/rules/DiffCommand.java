package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules-gen diff}. */
@Command(name = "diff", description = "Tell in words what changes from one spec to another.")
final class DiffCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;

  @Parameters(index = "0", paramLabel = "OLD", description = "An entry file, or its folder.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "An entry file, or its folder.")
  private Path after = Path.of("");

  @Override
  public Integer call() throws ConfigException {
    var lines = SuiteDiff.of(suite(before), suite(after));
    RulesGen.print(command, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    return 0;
  }

  private static Suite suite(Path path) throws ConfigException {
    var file = Files.isDirectory(path) ? path.resolve("ringwatch.yaml") : path;
    return Compilation.of(io.ringwatch.rules.Spec.read(file));
  }
}
