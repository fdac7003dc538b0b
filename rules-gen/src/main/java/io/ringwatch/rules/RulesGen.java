package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The program {@code rules-gen}. Exits with 0 if all is well, 1 if the spec, a flag or a test is
 * wrong, and 2 if {@code check} finds drift.
 */
@Command(
    name = "rules-gen",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = RulesGen.Version.class,
    subcommands = {
      GenerateCommand.class,
      CheckCommand.class,
      LintCommand.class,
      TestCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      SchemaCommand.class,
      InitCommand.class,
      CatalogueCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description =
        "One YAML spec into Prometheus alert rules with their tests and runbooks, dashboards for"
            + " Grafana, and what Alertmanager and Prometheus are to do.")
public final class RulesGen {
  /** What every command works on. */
  static final class Target {
    @Mixin private SpecOption spec = new SpecOption();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = ".",
        description = "The folder that holds alerts/, grafana/ and docs/ (the current one).")
    private Path out = Path.of("");

    Suite suite() throws ConfigException {
      return spec.suite();
    }

    Output output() throws ConfigException {
      return Output.of(suite(), out);
    }
  }

  /** From the jar's manifest; {@code dev} when run from class files. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var self = RulesGen.class.getResource("RulesGen.class");
      if (self == null || !self.getProtocol().equals("jar")) {
        return new String[] {"rules-gen, version dev (branch: unknown, revision: unknown)"};
      }
      var jar = self.toString().substring(0, self.toString().lastIndexOf('!') + 1);
      try (var in = URI.create(jar + "/META-INF/MANIFEST.MF").toURL().openStream()) {
        var build = new Manifest(in).getMainAttributes();
        return new String[] {
          "rules-gen, version %s (branch: %s, revision: %s)"
              .formatted(
                  build.getValue("Implementation-Version"),
                  build.getValue("Git-Branch"),
                  build.getValue("Git-Revision"))
        };
      }
    }
  }

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new RulesGen())
        .setExecutionExceptionHandler(RulesGen::explain)
        .setParameterExceptionHandler(RulesGen::refuse);
  }

  static void print(@Nullable CommandSpec command, String text) {
    if (command != null) {
      command.commandLine().getOut().print(text);
      command.commandLine().getOut().flush();
    }
  }

  private static int explain(
      Exception error, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (error instanceof ConfigException config) {
      commandLine.getErr().println(config.report());
      return 1;
    }
    throw error;
  }

  private static int refuse(CommandLine.ParameterException error, String[] args) {
    var commandLine = error.getCommandLine();
    var help = " (see " + commandLine.getCommandSpec().qualifiedName() + " --help)";
    commandLine.getErr().println(error.getMessage() + suggestion(error) + help);
    return 1;
  }

  private static String suggestion(CommandLine.ParameterException error) {
    return error instanceof CommandLine.UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map(nearest -> ", did you mean '" + nearest + "'?")
            .orElse("")
        : "";
  }
}
