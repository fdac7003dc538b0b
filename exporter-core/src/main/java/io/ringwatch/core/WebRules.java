package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A web configuration file put into force: what one request, and one new connection, is judged by.
 *
 * @param config what this was made from
 * @param tls empty for plain HTTP
 * @param auth empty if everybody is let in
 */
record WebRules(
    WebConfig config,
    Map<String, String> headers,
    Optional<TlsSettings> tls,
    Optional<BasicAuth> auth,
    Optional<TokenBucket> limit) {

  /** No configuration: plain HTTP for everybody. */
  static final WebRules NONE =
      new WebRules(
          new WebConfig(Optional.empty(), Optional.empty(), Map.of(), Optional.empty()),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  WebRules {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads the configuration and all files it names.
   *
   * @param files takes note of them
   * @param before what was in force until now: its logins and its rate limit go on where they did
   *     not change
   */
  static WebRules read(WatchedFiles files, Optional<WebRules> before) throws ConfigException {
    var config = StrictYaml.read(files.config(), WebConfig.class);
    var tls = config.tlsServerConfig();
    return new WebRules(
        config,
        config
            .httpServerConfig()
            .flatMap(WebConfig.Http::headers)
            .map(WebConfig.Headers::byName)
            .orElse(Map.of()),
        tls.isPresent() ? Optional.of(TlsSettings.read(tls.get(), files)) : Optional.empty(),
        auth(hashes(config), before),
        limit(config, before));
  }

  /** Whether the rate limit allows one more request now. */
  boolean hasRoom() {
    return limit.map(TokenBucket::take).orElse(true);
  }

  private static Map<String, String> hashes(WebConfig config) throws ConfigException {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (var user : config.basicAuthUsers().entrySet()) {
      var hash = user.getValue().value().value();
      if (!BasicAuth.isBcryptHash(hash)) {
        throw ConfigException.at(
            user.getValue().place(),
            "basic_auth_users: not a bcrypt hash (make one: htpasswd -nBC 10 '' | tr -d ':\\n')");
      }
      hashes.put(user.getKey(), hash);
    }
    return hashes;
  }

  private static Optional<BasicAuth> auth(Map<String, String> hashes, Optional<WebRules> before) {
    return hashes.isEmpty()
        ? Optional.empty()
        : before
            .flatMap(WebRules::auth)
            .filter(auth -> auth.isFor(hashes))
            .or(() -> Optional.of(BasicAuth.withBcrypt(hashes)));
  }

  private static Optional<TokenBucket> limit(WebConfig config, Optional<WebRules> before) {
    var same = before.filter(b -> b.config.rateLimit().equals(config.rateLimit()));
    return same.isPresent()
        ? same.get().limit
        : config
            .rateLimit()
            .filter(limit -> limit.interval().isPositive())
            .map(l -> new TokenBucket(l.interval(), l.burst().orElseThrow(), System::nanoTime));
  }
}
