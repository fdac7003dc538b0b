package io.ringwatch.p2p.source;

import io.ringwatch.yaml.ConfigException;
import java.util.Optional;

/**
 * How one module's targets are probed, and which may be. A probe names {@code host:port} alone:
 * scheme, path, headers and secrets are those that stand here.
 *
 * @param scheme {@code http} if empty
 * @param path {@code /} if empty
 */
public record ProbeConfig(
    AllowList allow,
    Optional<Scheme> scheme,
    Optional<String> path,
    Optional<HttpRequestConfig> request) {

  /** How the peer is spoken to. */
  public enum Scheme {
    HTTP,
    HTTPS
  }

  public ProbeConfig {
    if (path.isPresent() && !path.get().startsWith("/")) {
      throw new IllegalArgumentException("path has to begin with /");
    }
  }

  /**
   * The URL of a probe's target, which is {@code host:port} or such a URL itself.
   *
   * @throws Forbidden if it is anything else, or not on the list
   */
  public HttpUrl url(String target) throws Forbidden {
    var prefix = scheme.orElse(Scheme.HTTP) == Scheme.HTTP ? "http://" : "https://";
    try {
      var given = HttpUrl.parse(target.contains("://") ? target : prefix + target);
      var url = given.at(path.orElse("/"));
      boolean plain = given.uri().getRawPath().isEmpty() || given.uri().equals(url.uri());
      if (plain && url.toString().startsWith(prefix) && allow.allows(url)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without quoting what a stranger wrote.
    }
    throw new Forbidden("target is not on the allow-list of this module");
  }

  /** Reads a target's document; every address it resolves and redirects to is checked. */
  public Source open(HttpUrl url, Resolver resolver) throws ConfigException {
    var how = request.orElse(HttpRequestConfig.PLAIN);
    return new HttpSource(url, HttpFetch.open(how, allow.gate(resolver)));
  }
}
