package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules-gen catalogue}. */
@Command(
    name = "catalogue",
    synopsisSubcommandLabel = "COMMAND",
    description = "Contracts: which metrics an exporter has.")
final class CatalogueCommand {
  @Spec private @Nullable CommandSpec command;

  @Command(
      name = "import",
      description = "Print a contract for 'catalogues:' from what a target exposes.")
  int read(
      @Parameters(paramLabel = "URL|FILE", description = "A /metrics, or a file with its answer.")
          String source,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              required = true,
              description = "What the exporter is called.")
          String name,
      @Option(
              names = "--prefix",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Only metrics whose names begin so: node_ leaves out go_ and process_.")
          String prefix)
      throws ConfigException {
    var endpoint = new Endpoint(source);
    var catalogue = CatalogueImport.of(name, prefix, endpoint.families());
    if (catalogue.metrics().isEmpty()) {
      throw ConfigException.of(
          endpoint.name() + ": exposes no metric that begins with '" + prefix + "'");
    }
    RulesGen.print(command, CatalogueImport.toYaml(catalogue, endpoint.name()));
    return 0;
  }
}
