package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on real sockets. */
class WebTlsTest {

  private static final String SERVER =
      """
      tls_server_config:
        cert_file: server.pem
        key_file: server.key
      """;

  private static final String[] FILES = {"server.pem", "server.key", "root.pem"};

  @TempDir private Path folder;

  @Test
  void servesTheWholeChain() throws Exception {
    try (var server = start("")) {
      var response = TlsClient.plain().get(server.uri());
      assertThat(response.body()).isEqualTo("hello");
      assertThat(response.sslSession().orElseThrow().getPeerCertificates()).hasSize(2);
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void servesInlineTextLikeFiles() throws Exception {
    var yaml =
        "tls_server_config:\n  cert: |\n%s  key: |\n%s"
            .formatted(indented("server.pem"), indented("server.key"));
    try (var server = SecuredServer.start(folder, yaml)) {
      assertThat(TlsClient.plain().nameOf(server.uri())).isEqualTo("CN=server");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // type, whether there is an authority; then who gets in: nobody in particular, client, stranger
    "NoClientCert,               false, true,  true,  true",
    "RequestClientCert,          true,  true,  true,  true",
    "RequireAnyClientCert,       true,  false, true,  true",
    "RequireClientCert,          true,  false, true,  true",
    "VerifyClientCertIfGiven,    true,  true,  true,  false",
    "RequireAndVerifyClientCert, true,  false, true,  false",
  })
  void clientAuthTypeDecidesWhoGetsIn(
      String type, boolean authority, boolean nobody, boolean client, boolean stranger)
      throws Exception {
    var yaml =
        "  client_auth_type: " + type + (authority ? "\n  client_ca_file: root.pem\n" : "\n");
    try (var server = start(yaml)) {
      assertThat(TlsClient.plain().getsIn(server.uri())).isEqualTo(nobody);
      assertThat(TlsClient.showing("client").getsIn(server.uri())).isEqualTo(client);
      assertThat(TlsClient.showing("stranger").getsIn(server.uri())).isEqualTo(stranger);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus.example, true",
    "fd00:0::1, true",
    "ops@example.org, true",
    "spiffe://example.org/p, true",
    "'elsewhere.example', false",
    "'*.example', false",
    "client, false",
  })
  void clientNeedsAnAllowedName(String name, boolean getsIn) throws Exception {
    var yaml =
        """
          client_auth_type: RequireAndVerifyClientCert
          client_ca_file: root.pem
          client_allowed_sans: [ another.example, '%s' ]
        """
            .formatted(name);
    try (var server = start(yaml)) {
      assertThat(TlsClient.showing("client").getsIn(server.uri())).isEqualTo(getsIn);
    }
  }

  @Test
  void refusesTls11() throws Exception {
    try (var server = start("")) {
      assertThat(answerToHello(server, "0302")).isEqualTo("protocol_version");
      assertThat(answerToHello(server, "0303")).isEqualTo("ServerHello");
    }
  }

  @Test
  void minVersionRefusesTls12() throws Exception {
    var only12 = new SSLParameters(null, new String[] {"TLSv1.2"});
    try (var server = start("  min_version: TLS13\n")) {
      assertThatThrownBy(() -> TlsClient.offering(only12).get(server.uri()))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(TlsClient.plain().getsIn(server.uri())).isTrue();
    }
  }

  @Test
  void cipherSuitesOfTls12AreThoseConfigured() throws Exception {
    var yaml =
        """
          max_version: TLS12
          cipher_suites: [ TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA ]
        """;
    try (var server = start(yaml)) {
      var session = TlsClient.plain().get(server.uri()).sslSession().orElseThrow();
      assertThat(session.getProtocol()).isEqualTo("TLSv1.2");
      assertThat(session.getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA");
    }
  }

  @Test
  void curvesAreThoseConfigured() throws Exception {
    try (var server = start("  min_version: TLS13\n  curve_preferences: [ X25519 ]\n")) {
      assertThat(TlsClient.offering(curve("x25519")).shakesHands(server.port())).isTrue();
      assertThat(TlsClient.offering(curve("secp256r1")).shakesHands(server.port())).isFalse();
    }
  }

  @Test
  void serversOrderOfCipherSuitesDecidesUnlessTurnedOff() throws Exception {
    var suites =
        "  max_version: TLS12\n  cipher_suites: [ TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,"
            + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 ]\n";
    var reversed =
        new SSLParameters(
            new String[] {
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
            },
            new String[] {"TLSv1.2"});
    try (var server = start(suites)) {
      var session = TlsClient.offering(reversed).get(server.uri()).sslSession().orElseThrow();
      assertThat(session.getCipherSuite()).contains("AES_256");
      server.configure(SERVER + suites + "  prefer_server_cipher_suites: false\n");
      server.reload();
      session = TlsClient.offering(reversed).get(server.uri()).sslSession().orElseThrow();
      assertThat(session.getCipherSuite()).contains("AES_128");
    }
  }

  @Test
  void renewedCertificateIsServedWithoutRestartOrSignal() throws Exception {
    try (var server = start("")) {
      assertThat(TlsClient.plain().nameOf(server.uri())).isEqualTo("CN=server");
      server.swap("server-renewed.pem", "server.pem");
      server.swap("server-renewed.key", "server.key");
      Crowd.until(() -> TlsClient.plain().nameOf(server.uri()).equals("CN=server-renewed"));
    }
  }

  @Test
  void fileThatWasMissingIsNoticedWhenItComes() throws Exception {
    try (var server = start("")) {
      server.configure(SERVER.replace("server.", "later."));
      assertThatThrownBy(server::reload).hasMessageEndingWith("later.pem: no such file");
      server.swap("server-renewed.key", "later.key");
      server.swap("server-renewed.pem", "later.pem");
      Crowd.until(() -> TlsClient.plain().nameOf(server.uri()).equals("CN=server-renewed"));
    }
  }

  @Test
  void tlsIsNotSwitchedOffWhileRunning() throws Exception {
    try (var server = start("")) {
      server.configure("");
      assertThatThrownBy(server::reload)
          .hasMessage(
              folder.resolve("web.yml")
                  + ": tls_server_config: switched on or off (restart for that)");
      assertThat(TlsClient.plain().getsIn(server.uri())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-pkcs1", "rsa-pkcs8", "ec-sec1", "p521-sec1", "ed25519-pkcs8"})
  void everyKindOfKeyServes(String kind) throws Exception {
    var yaml =
        "tls_server_config: { cert_file: '%1$s.pem', key_file: '%1$s.key' }"
            .formatted(SecuredServer.TLS.toAbsolutePath().resolve("keys/" + kind));
    try (var server = SecuredServer.start(folder, yaml)) {
      var client = TlsClient.trusting("keys/" + kind + ".pem");
      assertThat(client.nameOf(server.uri())).isEqualTo("CN=" + kind);
    }
  }

  private SecuredServer start(String moreYaml) throws ConfigException {
    return SecuredServer.start(folder, SERVER + moreYaml, FILES);
  }

  private static SSLParameters curve(String name) {
    var parameters = new SSLParameters();
    parameters.setNamedGroups(new String[] {name});
    return parameters;
  }

  private static String indented(String file) throws IOException {
    return Files.readString(SecuredServer.TLS.resolve(file)).indent(4);
  }

  /**
   * Says hello by hand, as Java's own client no longer speaks TLS 1.1 (RFC 5246, 7.4.1.2).
   *
   * @param version 0302 is TLS 1.1, 0303 is TLS 1.2
   */
  private static String answerToHello(SecuredServer server, String version) throws IOException {
    var extensions = "000a000400020017" + "000b00020100" + "000d000400020403";
    var suites = "0006c02bc009002f";
    var hello = version + "00".repeat(32) + "00" + suites + "0100" + "0016" + extensions;
    var record = "1603010049" + "01000045" + hello;
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(record));
      var answer = socket.getInputStream().readNBytes(7);
      return switch (HexFormat.of().formatHex(answer)) {
        case String s when s.startsWith("15") && s.endsWith("0246") -> "protocol_version";
        case String s when s.startsWith("16") && s.startsWith("02", 10) -> "ServerHello";
        case String s -> s;
      };
    }
  }
}
