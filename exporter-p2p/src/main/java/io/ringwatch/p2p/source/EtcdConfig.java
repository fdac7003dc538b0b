package io.ringwatch.p2p.source;

import io.ringwatch.core.ClientTls;
import io.ringwatch.core.SecretFile;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Key;
import java.util.List;
import java.util.Optional;

/**
 * The heartbeats and configurations that agents keep in etcd: {@code {etcd:
 * ["http://10.0.0.1:2379"]}}.
 *
 * @param endpoints tried in turn
 * @param user who asks, if etcd's authentication is on
 * @param heartbeatPrefix where heartbeats are, {@code /monitor/heartbeat/} if empty
 * @param configPrefix where configurations are, {@code /monitor/config/} if empty
 * @param ignore nodes that have a configuration and no heartbeat, {@code master} if empty
 */
public record EtcdConfig(
    @Key("etcd") List<HttpUrl> endpoints,
    Optional<ClientTls> tls,
    Optional<User> user,
    Optional<String> heartbeatPrefix,
    Optional<String> configPrefix,
    List<String> ignore)
    implements SourceConfig {

  /** A user of etcd and the file of its password. */
  public record User(String name, SecretFile passwordFile) {}

  public EtcdConfig {
    endpoints = List.copyOf(endpoints);
    ignore = ignore.isEmpty() ? List.of("master") : List.copyOf(ignore);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("etcd needs at least one endpoint");
    }
  }

  /** These endpoints, in the clear, with the usual prefixes. */
  public static EtcdConfig of(List<HttpUrl> endpoints) {
    return new EtcdConfig(
        endpoints,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The client for these endpoints. */
  public EtcdGateway gateway() throws ConfigException {
    return EtcdGateway.open(this);
  }

  /** The prefix of heartbeat keys. */
  public String heartbeats() {
    return heartbeatPrefix.orElse("/monitor/heartbeat/");
  }

  /** The prefix of configuration keys. */
  public String configs() {
    return configPrefix.orElse("/monitor/config/");
  }

  @Override
  public Source open() throws ConfigException {
    return new EtcdSource(this, gateway());
  }
}
