package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, headers, the rate limit and reloading, over plain HTTP on real sockets. */
class WebHttpTest {

  private static final String ALICE =
      "basic_auth_users:\n  alice: %s\n".formatted(BasicAuthTest.HASH_OF_CORRECT);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void emptyConfigurationServesEverybody() throws Exception {
    try (var server = SecuredServer.start(folder, "")) {
      assertThat(get(server, Optional.empty()).body()).isEqualTo("hello");
    }
  }

  @Test
  void withoutAConfigurationNothingIsWrappedAround() throws Exception {
    var security = WebSecurity.open(Optional.empty());
    security.reload();
    var next = new DefaultHandler();
    assertThat(security.wrap(next)).isSameAs(next);
    assertThat(security.isTls()).isFalse();
  }

  @Test
  void onlyUsersGetIn() throws Exception {
    try (var server = SecuredServer.start(folder, ALICE)) {
      var nobody = get(server, Optional.empty());
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Basic");
      assertThat(nobody.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
      assertThat(nobody.body()).isEqualTo("unauthorized\n");
      assertThat(status(server, "alice:correct")).isEqualTo(200);
      assertThat(status(server, "alice:wrong")).isEqualTo(401);
      assertThat(status(server, "bob:correct")).isEqualTo(401);
      assertThat(status(server, "alice:correct")).isEqualTo(200);
    }
  }

  @Test
  void everyResponseCarriesTheHeaders() throws Exception {
    var yaml =
        """
        http_server_config:
          http2: true
          headers:
            X-Frame-Options: deny
            X-XSS-Protection: 1
            Content-Security-Policy: ""
            Strict-Transport-Security: max-age=31536000; includeSubDomains
        """;
    try (var server = SecuredServer.start(folder, yaml + ALICE)) {
      for (var response :
          List.of(get(server, Optional.empty()), get(server, Optional.of("alice:correct")))) {
        var headers = response.headers();
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("deny");
        assertThat(headers.allValues("X-XSS-Protection")).containsExactly("1");
        assertThat(headers.allValues("Strict-Transport-Security"))
            .containsExactly("max-age=31536000; includeSubDomains");
        assertThat(headers.allValues("Content-Security-Policy")).isEmpty();
      }
    }
  }

  @Test
  void requestsAboveTheRateGet429() throws Exception {
    var yaml = "rate_limit: { interval: 1h, burst: 2 }\n";
    try (var server = SecuredServer.start(folder, yaml)) {
      assertThat(get(server, Optional.empty()).statusCode()).isEqualTo(200);
      assertThat(get(server, Optional.empty()).statusCode()).isEqualTo(200);
      assertThat(get(server, Optional.empty()).statusCode()).isEqualTo(429);
      server.reload();
      assertThat(get(server, Optional.empty()).statusCode()).isEqualTo(429);
      server.configure("rate_limit: { interval: 0s }\n");
      server.reload();
      assertThat(get(server, Optional.empty()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void reloadSwapsUsersAndKeepsTheListener() throws Exception {
    try (var server = SecuredServer.start(folder, ALICE)) {
      int port = server.port();
      assertThat(status(server, "alice:correct")).isEqualTo(200);
      server.configure(ALICE.replace("alice", "bob"));
      server.reload();
      assertThat(status(server, "alice:correct")).isEqualTo(401);
      assertThat(status(server, "bob:correct")).isEqualTo(200);
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void tlsIsNotSwitchedOnWhileRunning() throws Exception {
    try (var server = SecuredServer.start(folder, ALICE, "server.pem", "server.key")) {
      server.configure("tls_server_config: { cert_file: server.pem, key_file: server.key }\n");
      assertThatThrownBy(server::reload)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("restart");
      assertThat(status(server, "alice:correct")).isEqualTo(200);
    }
  }

  @Test
  void changeOnDiskIsNoticedAndABadOneLoggedOnce() throws Exception {
    try (var log = new RecordedLog();
        var server = SecuredServer.start(folder, "")) {
      server.configure(ALICE);
      Crowd.until(() -> get(server, Optional.empty()).statusCode() == 401);
      server.configure("basic_auth_user: { alice: " + BasicAuthTest.HASH_OF_CORRECT + " }\n");
      Crowd.until(
          () -> {
            assertThat(status(server, "alice:correct")).isEqualTo(200);
            return log.lines().size() > 1;
          });
      Thread.sleep(1_200);
      assertThat(status(server, "alice:correct")).isEqualTo(200);
      assertThat(log.lines())
          .containsExactly(
              "INFO %s/web.yml: changed on disk, in force now".formatted(folder),
              "WARNING %s/web.yml:1:1: unknown key 'basic_auth_user' (did you mean 'basic_auth_users'?) (what was in force stays)"
                  .formatted(folder));
    }
  }

  @Test
  void floodOfWrongPasswordsLeavesGoodLoginsAlone() throws Exception {
    // Cost 10: about 70 ms a check.
    var yaml = "basic_auth_users:\n  alice: " + BasicAuthTest.COSTLY_HASH_OF_CORRECT + "\n";
    var over = new AtomicBoolean();
    try (var server = SecuredServer.start(folder, yaml);
        var flood = new Crowd<Integer>()) {
      assertThat(status(server, "alice:correct")).isEqualTo(200);
      for (int i = 0; i < 20; i++) {
        var pair = (i % 2 == 0 ? "alice:wrong" : "nobody:wrong") + i;
        flood.add(() -> last(() -> status(server, pair), over));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(status(server, "alice:correct")).isEqualTo(200);
      }
      over.set(true);
      assertThat(flood.results()).isSubsetOf(401, 503);
    }
  }

  private static int last(Callable<Integer> request, AtomicBoolean over) throws Exception {
    int status;
    do {
      status = request.call();
    } while (!over.get());
    return status;
  }

  private int status(SecuredServer server, String pair) throws IOException {
    return get(server, Optional.of(pair)).statusCode();
  }

  private HttpResponse<String> get(SecuredServer server, Optional<String> pair) throws IOException {
    var request = HttpRequest.newBuilder(server.uri()).timeout(Duration.ofSeconds(30));
    pair.map(p -> Base64.getEncoder().encodeToString(p.getBytes(UTF_8)))
        .ifPresent(encoded -> request.header("Authorization", "Basic " + encoded));
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link WebSecurity} logs while this is open. */
  private static final class RecordedLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(WebSecurity.class.getName());
    private final List<String> lines = new ArrayList<>();

    RecordedLog() {
      logger.addHandler(this);
    }

    synchronized List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public synchronized void publish(LogRecord line) {
      lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
