package io.ringwatch.p2p.source;

import io.ringwatch.core.ClientTls;
import io.ringwatch.core.SecretFile;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Key;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * The registry of a fleet in Redis: {@code {redis: "10.0.1.200:6379"}}.
 *
 * @param tls empty for a connection in the clear; {@code {}} is not: TLS by Java's authorities
 * @param database where nodes are, 0 if empty
 * @param sessionDatabase where sessions are, 1 if empty
 * @param prefix what all keys begin with, {@code fleet:} if empty
 */
public record RedisConfig(
    @Key("redis") HostPort address,
    Optional<ClientTls> tls,
    Optional<String> username,
    Optional<SecretFile> passwordFile,
    Optional<Integer> database,
    Optional<Integer> sessionDatabase,
    Optional<String> prefix)
    implements SourceConfig {

  public RedisConfig {
    if (username.isPresent() && passwordFile.isEmpty()) {
      throw new IllegalArgumentException("username needs password_file");
    }
  }

  @Override
  public Source open() throws ConfigException {
    Optional<SSLSocketFactory> sockets =
        tls.isPresent() ? Optional.of(tls.get().open().getSocketFactory()) : Optional.empty();
    return new RedisSource(this, sockets);
  }

  String nodes() {
    return prefix.orElse("fleet:") + "cluster:node:";
  }

  String updatedAt() {
    return prefix.orElse("fleet:") + "cluster:updated_at";
  }

  String sessions() {
    return prefix.orElse("fleet:") + "session:";
  }
}
