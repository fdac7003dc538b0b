package io.ringwatch.p2p.source;

import java.net.URI;
import java.util.Locale;

/** An {@code http} or {@code https} address. Credentials have no place in it. */
public record HttpUrl(URI uri) {

  public HttpUrl {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("has to begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("has no host that can be understood");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("must not hold a password (use basic_auth)");
    }
  }

  /** For {@link io.ringwatch.yaml.StrictYaml}. */
  public static HttpUrl parse(String text) {
    try {
      return new HttpUrl(URI.create(text));
    } catch (IllegalArgumentException e) {
      throw e.getCause() == null ? e : new IllegalArgumentException("is not a URL");
    }
  }

  boolean isSecure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  /** The host, an IPv6 address without its brackets. */
  public String host() {
    var host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public int port() {
    return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
  }

  boolean hasOriginOf(HttpUrl other) {
    return isSecure() == other.isSecure()
        && host().equalsIgnoreCase(other.host())
        && port() == other.port();
  }

  /** The same address with another path, {@code /v3/kv/range}. */
  HttpUrl at(String path) {
    return new HttpUrl(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path));
  }

  /** For messages: without the query, which may hold a secret. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
