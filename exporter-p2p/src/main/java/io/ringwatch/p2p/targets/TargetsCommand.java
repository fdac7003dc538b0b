package io.ringwatch.p2p.targets;

import io.ringwatch.p2p.ProviderFlags;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code p2p_exporter targets --format orama|ringrift FILE}. */
@Command(
    name = "targets",
    description = "Print a host file of another system as a target list for file_sd_configs.",
    sortOptions = false)
public final class TargetsCommand implements Callable<Integer> {

  private static final int SHOWN = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "orama (remote-nodes.conf) or ringrift (distributed_hosts.yaml).")
  private HostFormat format = HostFormat.ORAMA;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the hosts are scraped. Default: 8770 for ringrift, 9587 for orama")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--check", description = "Check the file and print its first five hosts.")
  private boolean check;

  @Mixin private ProviderFlags providers = new ProviderFlags();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help, then exit.")
  boolean help;

  @Parameters(paramLabel = "FILE", description = "The host file.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws ConfigException, IOException {
    var groups = new HostListConfig(file, format, port).read(providers.providers());
    PrintWriter out = spec.commandLine().getOut();
    if (check) {
      out.println(file + ": " + groups.size() + " hosts");
      groups.stream()
          .limit(SHOWN)
          .forEach(group -> out.println("  " + group.target() + " " + group.labels()));
    } else {
      out.print(TargetGroup.json(groups));
    }
    out.flush();
    return 0;
  }
}
