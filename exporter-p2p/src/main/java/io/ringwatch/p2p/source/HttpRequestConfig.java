package io.ringwatch.p2p.source;

import io.ringwatch.core.ClientTls;
import io.ringwatch.core.SecretFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to ask over HTTP.
 *
 * @param headers sent with every request
 * @param secretHeaders likewise, their values each in a file
 * @param body sent with POST and PUT, as {@code application/json} unless a header says otherwise
 * @param acceptStatus the statuses whose body is a document; 200 to 299 if empty
 * @param maxBytes how large the document may be, compressed or not
 */
public record HttpRequestConfig(
    Optional<Method> method,
    Map<String, String> headers,
    Map<String, SecretFile> secretHeaders,
    Optional<String> body,
    List<Integer> acceptStatus,
    Optional<ClientTls> tls,
    Optional<BasicAuth> basicAuth,
    Optional<SecretFile> bearerTokenFile,
    Optional<Integer> maxBytes) {

  /** The methods that ask. */
  public enum Method {
    @io.ringwatch.yaml.Key("GET")
    GET,
    @io.ringwatch.yaml.Key("POST")
    POST,
    @io.ringwatch.yaml.Key("PUT")
    PUT
  }

  /** A user and the file of its password. */
  public record BasicAuth(String username, SecretFile passwordFile) {}

  /** A GET without anything. */
  public static final HttpRequestConfig PLAIN =
      new HttpRequestConfig(
          Optional.empty(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern SECRETIVE =
      Pattern.compile(".*(auth|cookie|key|token|secret|password).*");
  private static final Set<String> OURS =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "accept-encoding");

  public HttpRequestConfig {
    headers = Map.copyOf(headers);
    secretHeaders = Map.copyOf(secretHeaders);
    acceptStatus = List.copyOf(acceptStatus);
    for (var name : headers.keySet()) {
      requireHeader(name);
      if (SECRETIVE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
        throw new IllegalArgumentException(
            "headers: "
                + name
                + " looks like a secret (put its value into a file: secret_headers)");
      }
    }
    secretHeaders.keySet().forEach(HttpRequestConfig::requireHeader);
    if (basicAuth.isPresent() && bearerTokenFile.isPresent()) {
      throw new IllegalArgumentException("basic_auth and bearer_token_file exclude each other");
    }
    if (acceptStatus.stream().anyMatch(status -> status < 200 || status > 599)) {
      throw new IllegalArgumentException("accept_status: statuses are 200 to 599");
    }
    if (maxBytes.isPresent() && (maxBytes.get() < 1 || maxBytes.get() > 1 << 28)) {
      throw new IllegalArgumentException("max_bytes has to be 1 to 268435456");
    }
  }

  private static void requireHeader(String name) {
    if (!HEADER.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("'" + name + "' is not a header that can be set");
    }
  }

  boolean accepts(int status) {
    return acceptStatus.isEmpty() ? status / 100 == 2 : acceptStatus.contains(status);
  }

  int limit() {
    return maxBytes.orElse(Json.MAX_BYTES);
  }
}
