package io.ringwatch.p2p.agent;

import io.ringwatch.core.About;
import io.ringwatch.core.ExporterFlags;
import io.ringwatch.core.Program;
import io.ringwatch.core.Setup;
import io.ringwatch.p2p.source.EtcdConfig;
import io.ringwatch.p2p.source.HttpUrl;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2p_exporter agent --etcd http://10.0.0.1:2379 --node worker1}. */
@Command(
    name = "agent",
    description = "Keep this node's heartbeat in etcd and measure it as etcd says.",
    sortOptions = false)
public final class AgentCommand implements Program {

  private static final About ABOUT =
      new About("p2p_exporter agent", "p2p_agent", "this node's heartbeat", 9588, List.of());

  @Mixin private final ExporterFlags flags = new ExporterFlags();

  @Option(
      names = "--etcd",
      paramLabel = "URL",
      description = "An endpoint of etcd. Repeatable: they are tried in turn.")
  private List<String> endpoints = List.of();

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "etcd's endpoints, TLS, user and prefixes, as of an etcd source, instead.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "The node whose heartbeat this is. Default: the machine's name")
  private Optional<String> node = Optional.empty();

  private @Nullable Agent agent;

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public ExporterFlags flags() {
    return flags;
  }

  /** A reload changes nothing: what changes is in etcd, and is watched. */
  @Override
  public Setup setUp() throws ConfigException {
    var running = agent;
    if (running == null) {
      var hostname = hostname();
      var name = node.or(() -> hostname);
      if (name.isEmpty() || name.get().isEmpty() || name.get().contains("/")) {
        throw ConfigException.of("agent: what is this node called? (--node=NAME)");
      }
      var identity = new Heartbeat.Identity(name.get(), hostname.orElse(name.get()));
      running = Agent.start(etcd(), identity);
      agent = running;
    }
    return Setup.of(running);
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    try {
      return Program.super.call();
    } finally {
      if (agent != null) {
        agent.close();
      }
    }
  }

  private EtcdConfig etcd() throws ConfigException {
    if (config.isPresent()) {
      return StrictYaml.read(config.get(), EtcdConfig.class);
    }
    if (endpoints.isEmpty()) {
      throw ConfigException.of("agent: where is etcd? (--etcd=URL or --config.file=FILE)");
    }
    List<HttpUrl> urls = new ArrayList<>();
    for (var endpoint : endpoints) {
      try {
        urls.add(HttpUrl.parse(endpoint));
      } catch (IllegalArgumentException e) {
        throw ConfigException.of("--etcd: " + e.getMessage());
      }
    }
    return EtcdConfig.of(urls);
  }

  private static Optional<String> hostname() {
    try {
      return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
