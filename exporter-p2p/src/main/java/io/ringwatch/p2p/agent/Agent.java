package io.ringwatch.p2p.agent;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.agent.AgentSettings.Measure;
import io.ringwatch.p2p.source.EtcdConfig;
import io.ringwatch.p2p.source.EtcdGateway;
import io.ringwatch.p2p.source.EtcdKeys;
import io.ringwatch.p2p.source.EtcdKeys.Entry;
import io.ringwatch.p2p.source.EtcdWatch;
import io.ringwatch.p2p.source.EtcdWatch.Change;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of the etcd lab: its heartbeat, its watched configuration, its measurements. */
final class Agent implements Collector, AutoCloseable {

  /**
   * The configuration key as last seen.
   *
   * @param revision empty if there is no key
   */
  private record Seen(boolean valid, OptionalLong revision) {}

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EtcdGateway etcd;
  private final EtcdKeys ownKey;
  private final Measuring measuring;
  private final Heartbeat heartbeat;
  private final EtcdWatch watch;
  private volatile Seen seen = new Seen(true, OptionalLong.empty());

  private Agent(EtcdConfig config, Heartbeat.Identity identity) throws ConfigException {
    etcd = config.gateway();
    ownKey = new EtcdKeys(config.configs() + identity.node());
    measuring = Measuring.start();
    heartbeat = Heartbeat.start(etcd, new EtcdKeys(config.heartbeats()), identity);
    watch = EtcdWatch.start(etcd, ownKey, this::accept);
  }

  static Agent start(EtcdConfig config, Heartbeat.Identity identity) throws ConfigException {
    return new Agent(config, identity);
  }

  /** Keys that merely begin like this node's are other nodes'. */
  private void accept(Change change) {
    switch (change) {
      case Change.Put(var entry) when entry.name().isEmpty() -> apply(entry);
      case Change.Delete(var name) when name.isEmpty() -> applyDefault();
      case Change.Connected(boolean yes) when yes -> read();
      case Change.Put _, Change.Delete _, Change.Connected _ -> {}
    }
  }

  /** What was written before the watch began. */
  private void read() {
    try {
      var entries = ownKey.read(etcd, Deadline.in(PATIENCE));
      entries.stream()
          .filter(entry -> entry.name().isEmpty())
          .findFirst()
          .ifPresentOrElse(this::apply, this::applyDefault);
    } catch (IOException e) {
      LOG.warn("the configuration in etcd cannot be read: {}", e.getMessage());
    }
  }

  private void apply(Entry entry) {
    Optional<AgentSettings> settings = entry.json().flatMap(AgentSettings::of);
    seen = new Seen(settings.isPresent(), OptionalLong.of(entry.modRevision()));
    settings.ifPresentOrElse(
        this::use, () -> LOG.warn("the configuration in etcd is not valid, the last one stays"));
  }

  private void applyDefault() {
    seen = new Seen(true, OptionalLong.empty());
    use(AgentSettings.DEFAULT);
  }

  private void use(AgentSettings settings) {
    if (!settings.equals(measuring.settings())) {
      LOG.info("measures {} every {}", settings.measures(), settings.interval());
      measuring.apply(settings);
    }
  }

  @Override
  public void collect(Deadline deadline, Samples out) {
    var state = heartbeat.state();
    var limit = Instant.now().minus(Heartbeat.TTL);
    out.add(AgentMetrics.HEARTBEAT_UP, state.lastAt().filter(limit::isBefore).isPresent() ? 1 : 0);
    out.add(AgentMetrics.HEARTBEATS, (double) state.written());
    out.add(AgentMetrics.FAILURES, (double) state.failed());
    out.add(AgentMetrics.LEASES, (double) state.leases());
    state.lastAt().ifPresent(at -> out.add(AgentMetrics.HEARTBEAT_AT, at.toEpochMilli() / 1e3));
    describeConfig(out);
    measuring.describe(out);
  }

  private void describeConfig(Samples out) {
    var now = seen;
    var settings = measuring.settings();
    out.add(AgentMetrics.CONFIG_VALID, now.valid() ? 1 : 0);
    now.revision().ifPresent(at -> out.add(AgentMetrics.CONFIG_REVISION, (double) at));
    out.add(AgentMetrics.CONFIG_INTERVAL, settings.interval().toMillis() / 1e3);
    for (var measure : Measure.values()) {
      boolean enabled = settings.measures().contains(measure);
      out.add(AgentMetrics.CONFIG_ENABLED, enabled ? 1 : 0, measure.label());
    }
  }

  @Override
  public void close() {
    watch.close();
    measuring.close();
    heartbeat.close();
  }
}
