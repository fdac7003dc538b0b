package io.ringwatch.serf;

import io.ringwatch.core.About;
import io.ringwatch.core.ExporterFlags;
import io.ringwatch.core.Program;
import io.ringwatch.core.Setup;
import io.ringwatch.core.Shell;
import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serf_exporter}: a Serf ring, as one or several of its agents see it. */
@Command(
    name = "serf_exporter",
    description = "Exports a Serf agent's view of its ring to Prometheus, by the agent's RPC.")
public final class SerfExporter implements Program {

  /** The tags that are shown unless told otherwise. */
  static final List<String> DEFAULT_TAGS = List.of("role", "dc");

  private static final Logger LOG = LoggerFactory.getLogger(SerfExporter.class);

  @Option(
      names = "--serf.rpc-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7373",
      description = "The agent's RPC. Default: ${DEFAULT-VALUE}")
  private String address = "127.0.0.1:7373";

  @Option(
      names = "--serf.rpc-auth-file",
      paramLabel = "FILE",
      description =
          "File with the agent's rpc_auth token; not readable for everybody. Read anew for every"
              + " connection.")
  private Optional<Path> authFile = Optional.empty();

  @Option(
      names = "--serf.timeout",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "The most that one read of an agent may take. Default: ${DEFAULT-VALUE}")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(
      names = "--serf.tags",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "role,dc",
      description =
          "Tags to show as labels, and in service discovery. No other tag is ever shown. Default:"
              + " ${DEFAULT-VALUE}")
  private List<String> tags = DEFAULT_TAGS;

  @Option(
      names = "--serf.max-tag-values",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Values of a tag that serf_members_by_tag counts apart: those of most members. Default:"
              + " ${DEFAULT-VALUE}")
  private int maxTagValues = 100;

  @Option(names = "--serf.member-states", description = "Show each member's status as a state set.")
  private boolean memberStates;

  @Option(
      names = "--serf.protocol-versions",
      description = "Show the gossip protocol versions of each member.")
  private boolean protocolVersions;

  @Option(
      names = "--serf.rtt",
      description = "Estimate the round trip to each alive member from network coordinates.")
  private boolean roundTrips;

  @Option(
      names = "--serf.disable-stream",
      description =
          "Do not read the agent's event stream: transitions between two scrapes are missed.")
  private boolean disableStream;

  @Option(
      names = "--serf.probe-target",
      paramLabel = "HOST:PORT[=FILE]",
      description =
          "An agent that /probe?target=HOST:PORT may ask, with the file of its token. Repeatable.")
  private List<String> probeTargets = List.of();

  @Mixin private ExporterFlags flags = new ExporterFlags();

  private Optional<Setup> setup = Optional.empty();

  public static void main(String... args) {
    System.exit(Shell.main(new SerfExporter(), args));
  }

  /** What the exporter is, with the labels of these tags. */
  static About about(TagLabels tags) {
    return new About(
        "serf_exporter", "serf", "A Serf ring in Prometheus metrics", 10373, SerfMetrics.all(tags));
  }

  @Override
  public About about() {
    return about(TagLabels.NONE);
  }

  @Override
  public ExporterFlags flags() {
    return flags;
  }

  /** All is told by flags, so a reload only looks after the token files; counters stay. */
  @Override
  public synchronized Setup setUp() throws ConfigException {
    var targets = Targets.of(address, authFile, probeTargets);
    if (setup.isEmpty()) {
      setup = Optional.of(setUp(targets));
    }
    return setup.get();
  }

  private Setup setUp(Targets targets) throws ConfigException {
    var labels = TagLabels.of(tags.stream().filter(tag -> !tag.isEmpty()).toList());
    for (var suspect : labels.suspects()) {
      LOG.warn("--serf.tags shows the tag '{}', which by its name may be a secret", suspect);
    }
    var description =
        new Description(
            new Description.Choice(labels, memberStates, protocolVersions, maxTagValues));
    var pace =
        disableStream ? Optional.<EventWatch.Pace>empty() : Optional.of(EventWatch.Pace.NORMAL);
    var reading = new RingAgent.Reading(timeout, roundTrips, pace);
    var agents = new RingAgents(targets, t -> new RingAgent(t, reading, description));
    return new Setup(
        agents.main(),
        Map.of("/sd", new DiscoveryPage(agents, labels)),
        probeTargets.isEmpty() ? Optional.empty() : Optional.of(agents));
  }
}
