package io.ringwatch.p2p;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ringwatch.core.About;
import io.ringwatch.core.ExporterFlags;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Program;
import io.ringwatch.core.Setup;
import io.ringwatch.core.Shell;
import io.ringwatch.p2p.agent.AgentCommand;
import io.ringwatch.p2p.agent.AgentMetrics;
import io.ringwatch.p2p.reach.ReachMetrics;
import io.ringwatch.p2p.source.Resolver;
import io.ringwatch.p2p.targets.TargetsCommand;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Any peer's status document as Prometheus metrics. */
@Command(
    name = "p2p_exporter",
    description = "Serves any peer's status document as Prometheus metrics.",
    subcommands = {MapCommand.class, TargetsCommand.class, AgentCommand.class})
public final class P2pExporter implements Program {

  private static final About ABOUT =
      new About("p2p_exporter", "p2p", "status documents of peers", 9587, metrics());

  @Mixin private final ExporterFlags flags = new ExporterFlags();

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "Targets, modules, probes and host lists. Read anew on SIGHUP.")
  private Optional<Path> config = Optional.empty();

  private final Wiring wiring = new Wiring(Resolver.SYSTEM);

  public static void main(String[] args) {
    System.exit(Shell.main(new P2pExporter(), args));
  }

  /** Those that do not come from modules. */
  private static List<Metric> metrics() {
    var all = new ArrayList<>(TargetMetrics.ofTarget());
    all.addAll(ReachMetrics.ALL);
    AgentMetrics.ALL.forEach(metric -> all.add(metric.when("p2p_exporter agent")));
    return List.copyOf(all);
  }

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public ExporterFlags flags() {
    return flags;
  }

  @Override
  public void register(PrometheusRegistry kept) {
    wiring.pings().register(kept);
  }

  @Override
  public Setup setUp() throws ConfigException {
    if (config.isEmpty()) {
      throw ConfigException.of("p2p_exporter: which targets? (--config.file=FILE)");
    }
    return wiring.setUp(StrictYaml.read(config.get(), Settings.class));
  }
}
