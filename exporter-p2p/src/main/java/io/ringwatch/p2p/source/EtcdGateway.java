package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * etcd's JSON gateway, version 3.4 and later: {@code POST /v3/kv/range} and the like, keys and
 * values in Base64, 64-bit numbers as text (etcd.io/docs, "gRPC gateway"). Of several endpoints the
 * one that answered last is asked first, the others after it; a token that expired is renewed.
 */
public final class EtcdGateway {

  private static final int UNAUTHORIZED = 401;

  private final EtcdConfig config;
  private final HttpClients clients;
  private final AtomicInteger preferred = new AtomicInteger();
  private volatile @Nullable String token;

  private EtcdGateway(EtcdConfig config, HttpClients clients) {
    this.config = config;
    this.clients = clients;
  }

  static EtcdGateway open(EtcdConfig config) throws ConfigException {
    return new EtcdGateway(config, HttpClients.open(config.tls()));
  }

  /** The endpoints, the one that answered last in front. */
  List<HttpUrl> endpoints() {
    int size = config.endpoints().size();
    return java.util.stream.IntStream.range(0, size)
        .mapToObj(i -> config.endpoints().get((preferred.get() + i) % size))
        .toList();
  }

  /**
   * Calls a method, on each endpoint in turn until one answers.
   *
   * @param path such as {@code /v3/kv/range}
   * @throws EtcdRefusal if etcd answered, with an error
   * @throws IOException if no endpoint answered in time; says why the last one did not
   */
  public JsonNode call(String path, ObjectNode question, Deadline deadline) throws IOException {
    var endpoints = endpoints();
    for (int i = 0; ; i++) {
      var share = deadline.orIn(deadline.remaining().dividedBy(endpoints.size() - i));
      try {
        var answer = authenticated(endpoints.get(i), path, question, share);
        preferred.set(config.endpoints().indexOf(endpoints.get(i)));
        return answer;
      } catch (EtcdRefusal e) {
        throw e;
      } catch (IOException e) {
        if (i + 1 == endpoints.size() || deadline.passed()) {
          throw e;
        }
      }
    }
  }

  private JsonNode authenticated(HttpUrl endpoint, String path, ObjectNode body, Deadline deadline)
      throws IOException {
    if (config.user().isPresent() && token == null) {
      token = newToken(endpoint, config.user().get(), deadline);
    }
    try {
      return post(endpoint, path, body, deadline);
    } catch (EtcdRefusal e) {
      if (config.user().isEmpty() || !e.isUnauthenticated()) {
        throw e;
      }
      token = newToken(endpoint, config.user().get(), deadline);
      return post(endpoint, path, body, deadline);
    }
  }

  private String newToken(HttpUrl endpoint, EtcdConfig.User user, Deadline deadline)
      throws IOException {
    token = null;
    var question = Json.object();
    question.put("name", user.name());
    question.put("password", user.passwordFile().read());
    return post(endpoint, "/v3/auth/authenticate", question, deadline).path("token").asString("");
  }

  private JsonNode post(HttpUrl endpoint, String path, ObjectNode body, Deadline deadline)
      throws IOException {
    var url = endpoint.at(path);
    var response =
        Exchange.send(clients.client(), request(url, body), url, deadline, Json.MAX_BYTES);
    return answer(url, response.statusCode(), response.body());
  }

  private static JsonNode answer(HttpUrl url, int status, byte[] body) throws IOException {
    if (status == 200) {
      return Json.parse(url.toString(), body);
    }
    if (status == 503 || status == 404) {
      throw new IOException(url + ": HTTP status " + status);
    }
    int code = status == UNAUTHORIZED ? EtcdRefusal.UNAUTHENTICATED : 0;
    try {
      var error = Json.parse(url.toString(), body);
      throw new EtcdRefusal(url, error.path("code").asInt(code), error.path("error").asString(""));
    } catch (EtcdRefusal e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(url + ": HTTP status " + status + mend(body), e);
    }
  }

  /** What etcd's gateway says in plain text, before etcd itself is asked. */
  private static String mend(byte[] body) {
    return new String(body, UTF_8).startsWith("CommonName of client")
        ? " (where etcd wants passwords it takes no client certificate with a common name)"
        : "";
  }

  private HttpRequest request(HttpUrl url, ObjectNode body) {
    var builder = HttpRequest.newBuilder(url.uri());
    builder.header("Content-Type", "application/json");
    var known = token;
    if (known != null) {
      builder.header("Authorization", known);
    }
    return builder.POST(BodyPublishers.ofByteArray(body.toString().getBytes(UTF_8))).build();
  }

  /**
   * Opens a stream of answers, one JSON object a line, such as that of {@code /v3/watch}.
   *
   * @param deadline when the stream has to have begun
   */
  public InputStream stream(String path, ObjectNode question, Deadline deadline)
      throws IOException {
    call("/v3/maintenance/status", Json.object(), deadline);
    var url = endpoints().getFirst().at(path);
    var sent = clients.client().sendAsync(request(url, question), BodyHandlers.ofInputStream());
    return begun(url, sent, deadline);
  }

  private static InputStream begun(
      HttpUrl url,
      java.util.concurrent.CompletableFuture<HttpResponse<InputStream>> sent,
      Deadline deadline)
      throws IOException {
    try {
      var response = sent.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IOException(url + ": HTTP status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException | ExecutionException e) {
      sent.cancel(true);
      throw new IOException(url + ": no stream", e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException(url + ": stopped");
    }
  }

  /** Whether a member says of itself, at {@code /health} and without being given any secret. */
  Optional<Boolean> health(HttpUrl member, Deadline deadline) {
    var url = member.at("/health");
    try {
      new SameHost(endpoints().getFirst(), Resolver.SYSTEM).admit(url, deadline);
      var request = HttpRequest.newBuilder(url.uri()).build();
      var response = Exchange.send(clients.client(), request, url, deadline, 1 << 16);
      var said = Json.parse(url.toString(), response.body()).path("health").asString("");
      return said.isEmpty() ? Optional.empty() : Optional.of(said.equals("true"));
    } catch (Forbidden e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(false);
    }
  }
}
