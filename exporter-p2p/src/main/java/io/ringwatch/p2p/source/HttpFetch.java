package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.source.HttpRequestConfig.Method;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Asks one configured question over HTTP: within the deadline, bounded, through a {@link Gate}.
 * Redirects of a GET are followed by hand, three at most; headers with secrets go to the origin
 * they were meant for and nowhere else.
 */
final class HttpFetch {

  private static final int MAX_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpRequestConfig request;
  private final Gate gate;
  private final HttpClients clients;

  private HttpFetch(HttpRequestConfig request, Gate gate, HttpClients clients) {
    this.request = request;
    this.gate = gate;
    this.clients = clients;
  }

  /**
   * Makes ready.
   *
   * @throws ConfigException if a TLS file cannot be used
   */
  static HttpFetch open(HttpRequestConfig request, Gate gate) throws ConfigException {
    return new HttpFetch(request, gate, HttpClients.open(request.tls()));
  }

  /**
   * Asks until an answer is accepted, which may still be compressed.
   *
   * @throws Forbidden if the gate is closed, for the URL or for a redirect
   * @throws IOException if there is no accepted answer in time and within bounds
   */
  HttpResponse<byte[]> get(HttpUrl url, Deadline deadline) throws IOException {
    var at = url;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      var response = exchange(at, at.hasOriginOf(url), deadline);
      if (request.accepts(response.statusCode())) {
        return response;
      }
      at = next(at, response);
    }
    throw new IOException(url + ": more than " + MAX_REDIRECTS + " redirects");
  }

  /** How large a document may be, compressed or not. */
  int limit() {
    return request.limit();
  }

  private HttpUrl next(HttpUrl at, HttpResponse<byte[]> response) throws IOException {
    int status = response.statusCode();
    var location = response.headers().firstValue("location");
    if (!REDIRECTS.contains(status) || location.isEmpty() || method() != Method.GET) {
      throw new IOException(at + ": HTTP status " + status + " (see accept_status)");
    }
    try {
      return new HttpUrl(at.uri().resolve(URI.create(location.get())));
    } catch (IllegalArgumentException e) {
      throw new Forbidden(at + ": redirects to something that is not an http or https URL");
    }
  }

  private HttpResponse<byte[]> exchange(HttpUrl url, boolean own, Deadline deadline)
      throws IOException {
    var address = gate.admit(url, deadline);
    var question = question(url, address, own);
    if (address.isEmpty() || !url.isSecure()) {
      return Exchange.send(clients.client(), question, url, deadline, request.limit());
    }
    var client = clients.clientFor(url.host());
    try {
      return Exchange.send(client, question, url, deadline, request.limit());
    } finally {
      client.shutdownNow();
    }
  }

  private HttpRequest question(HttpUrl url, Optional<InetAddress> address, boolean own)
      throws IOException {
    var builder = HttpRequest.newBuilder(address.map(a -> at(a, url)).orElse(url.uri()));
    builder.method(method().name(), body());
    builder.header("Accept-Encoding", "gzip");
    if (address.isPresent()) {
      builder.header("Host", url.uri().getRawAuthority());
    }
    request.body().ifPresent(body -> builder.setHeader("Content-Type", "application/json"));
    request.headers().forEach(builder::setHeader);
    if (own) {
      addSecrets(builder);
    }
    return builder.build();
  }

  private void addSecrets(HttpRequest.Builder builder) throws IOException {
    for (var header : request.secretHeaders().entrySet()) {
      setSecret(builder, header.getKey(), header.getValue().read());
    }
    if (request.basicAuth().isPresent()) {
      var user = request.basicAuth().get();
      var pair = user.username() + ":" + user.passwordFile().read();
      var coded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      setSecret(builder, "Authorization", "Basic " + coded);
    }
    if (request.bearerTokenFile().isPresent()) {
      setSecret(builder, "Authorization", "Bearer " + request.bearerTokenFile().get().read());
    }
  }

  /** The client's own complaint would show the value. */
  private static void setSecret(HttpRequest.Builder builder, String name, String value)
      throws IOException {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": the secret's file holds more than one line of text");
    }
  }

  private static URI at(InetAddress address, HttpUrl url) {
    var literal = address.getHostAddress();
    var host = literal.contains(":") ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
    var uri = url.uri();
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(uri.getScheme() + "://" + host + ":" + url.port() + path + query);
  }

  private Method method() {
    return request.method().orElse(request.body().isPresent() ? Method.POST : Method.GET);
  }

  private BodyPublisher body() {
    return request.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody());
  }
}
