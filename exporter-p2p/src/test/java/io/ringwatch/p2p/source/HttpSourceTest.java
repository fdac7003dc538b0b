package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP sources against real servers. */
@Timeout(30)
class HttpSourceTest {

  @TempDir Path directory;

  private WebPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = WebPeer.start();
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  /** Reads the source that the YAML describes; {@code URL} stands for the peer's. */
  private Document read(String yaml, Duration time) throws IOException, ConfigException {
    var text = yaml.replace("URL", peer.url("")).replace("DIR", directory.toString());
    return StrictYaml.parse("test.yaml", text, SourceConfig.class).open().read(Deadline.in(time));
  }

  private Document read(String yaml) throws IOException, ConfigException {
    return read(yaml, Duration.ofSeconds(5));
  }

  private void secret(String name, String value, String permissions) throws IOException {
    var file = Files.writeString(directory.resolve(name), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void documentAndStatusAreRead() throws Exception {
    peer.json("/status", "{\"role\": \"leader\"}");
    var document = read("http: URL/status");
    assertThat(document.root().path("role").asString()).isEqualTo("leader");
    assertThat(document.source().path("http_status").asInt()).isEqualTo(200);
    assertThat(document.took()).isPositive();
  }

  @Test
  void unacceptedStatusIsAnErrorThatNamesUrlAndStatus() {
    peer.on("/health", e -> WebPeer.answer(e, 500, "{\"secret\": 1}".getBytes(UTF_8)));
    assertThatThrownBy(() -> read("http: URL/health?token=abc"))
        .isInstanceOf(IOException.class)
        .hasMessage(peer.url("/health") + ": HTTP status 500 (see accept_status)");
  }

  @Test
  void acceptedStatusIsADocument() throws Exception {
    peer.on("/health", e -> WebPeer.answer(e, 500, "{\"healthy\": false}".getBytes(UTF_8)));
    var document = read("{http: URL/health, request: {accept_status: [200, 500]}}");
    assertThat(document.source().path("http_status").asInt()).isEqualTo(500);
    assertThat(document.root().path("healthy").asBoolean()).isFalse();
  }

  @Test
  void headersBodyAndSecretsAreSent() throws Exception {
    secret("key", "s3cret\n", "rw-------");
    secret("password", "hunter2\n", "rw-r-----");
    peer.json("/admin", "{}");
    read(
        """
        http: URL/admin
        request:
          headers: {X-Team: ops}
          secret_headers: {X-Admin-Key: DIR/key}
          basic_auth: {username: ada, password_file: DIR/password}
          body: '{"ask": 1}'
        """);
    var headers = peer.asked().getFirst();
    assertThat(headers).containsEntry("X-team", java.util.List.of("ops"));
    assertThat(headers).containsEntry("X-admin-key", java.util.List.of("s3cret"));
    assertThat(headers).containsEntry("Authorization", java.util.List.of("Basic YWRhOmh1bnRlcjI="));
    assertThat(headers).containsEntry("Content-length", java.util.List.of("10"));
  }

  @Test
  void secretFileThatEverybodyCanReadIsRefused() throws Exception {
    secret("key", "s3cret", "rw-r--r--");
    assertThatThrownBy(() -> read("{http: URL/x, request: {bearer_token_file: DIR/key}}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("everybody can read this secret")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void secretInAPlainHeaderIsRefused() {
    assertThatThrownBy(() -> read("{http: URL/x, request: {headers: {X-Admin-Key: abc}}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("secret_headers");
  }

  @Test
  void secretOfSeveralLinesIsRefusedWithoutShowingIt() throws Exception {
    secret("key", "line1\nline2", "rw-------");
    assertThatThrownBy(() -> read("{http: URL/x, request: {bearer_token_file: DIR/key}}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than one line")
        .hasMessageNotContaining("line2");
  }

  @Test
  void gzipIsTakenAndAGzipBombIsNot() throws Exception {
    var bomb = WebPeer.gzip(new byte[64 << 20]);
    peer.on("/good", e -> gzipped(e, WebPeer.gzip("[1]".getBytes(UTF_8))));
    peer.on("/bomb", e -> gzipped(e, bomb));
    assertThat(read("http: URL/good").root().size()).isEqualTo(1);
    assertThatThrownBy(() -> read("http: URL/bomb"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 16777216 bytes uncompressed");
  }

  private static void gzipped(com.sun.net.httpserver.HttpExchange exchange, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    WebPeer.answer(exchange, 200, body);
  }

  @Test
  void endlessBodyEndsAtTheBound() {
    peer.on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var block = new byte[1 << 16];
          while (true) {
            exchange.getResponseBody().write(block);
          }
        });
    assertThatThrownBy(() -> read("http: URL/endless"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 16777216 bytes");
  }

  @Test
  void drippingBodyEndsAtTheDeadline() {
    peer.on(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            WebPeer.pause(20);
          }
        });
    long start = System.nanoTime();
    assertThatThrownBy(() -> read("http: URL/drip", Duration.ofMillis(400)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void hungPeerEndsAtTheDeadline() {
    peer.hang("/hang");
    assertThatThrownBy(() -> read("http: URL/hang", Duration.ofMillis(300)))
        .hasMessageContaining("no whole answer in time");
  }

  @Test
  void deepNestingIsRefused() {
    peer.json("/deep", "[".repeat(100_000));
    assertThatThrownBy(() -> read("http: URL/deep"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(peer.url("/deep") + ": JSON beyond bounds");
  }

  @Test
  void whatIsNotJsonIsNotQuoted() {
    peer.json("/html", "<html>password=hunter2</html>");
    assertThatThrownBy(() -> read("http: URL/html"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not JSON")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void redirectOnTheSameHostIsFollowed() throws Exception {
    peer.redirect("/old", "/new").json("/new", "{\"a\": 1}");
    assertThat(read("http: URL/old").root().path("a").asInt()).isEqualTo(1);
  }

  @Test
  void fourthRedirectIsNotFollowed() {
    peer.redirect("/loop", "/loop");
    assertThatThrownBy(() -> read("http: URL/loop"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 3 redirects");
    assertThat(peer.asked()).hasSize(4);
  }

  @Test
  void secretsDoNotFollowARedirectToAnotherOrigin() throws Exception {
    secret("key", "s3cret", "rw-------");
    try (var other = WebPeer.start()) {
      other.json("/take", "{}");
      peer.redirect("/give", other.url("/take"));
      read("{http: URL/give, request: {secret_headers: {X-Admin-Key: DIR/key}}}");
      assertThat(peer.asked().getFirst()).containsKey("X-admin-key");
      assertThat(other.asked().getFirst()).doesNotContainKey("X-admin-key");
    }
  }

  @Test
  void redirectToCloudMetadataOrLoopbackOrFilesIsForbidden() {
    var places =
        new String[] {
          "http://169.254.169.254/latest/meta-data/",
          "http://2852039166/",
          "http://[::ffff:169.254.169.254]/",
          "http://[64:ff9b::a9fe:a9fe]/",
          "http://[2002:a9fe:a9fe::]/",
          "http://[::1]:8080/",
          "http://127.0.0.2/",
          "http://0.0.0.0/",
          "file:///etc/passwd",
          "gopher://10.0.0.1/"
        };
    for (int i = 0; i < places.length; i++) {
      peer.redirect("/r" + i, places[i]);
      var yaml = "http: URL/r" + i;
      assertThatThrownBy(() -> read(yaml)).as(places[i]).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void refusedConnectionAndUnknownHostAreSaidPlainly() {
    int port = peer.port();
    peer.close();
    assertThatThrownBy(() -> read("http: http://127.0.0.1:" + port + "/"))
        .hasMessage("http://127.0.0.1:" + port + "/: connection refused");
    assertThatThrownBy(() -> read("http: http://no-such-host.invalid/"))
        .hasMessageContaining("unknown host");
  }

  @Test
  void passwordInAUrlIsRefused() {
    assertThatThrownBy(() -> read("http: http://ada:hunter2@peer/"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must not hold a password");
  }
}
