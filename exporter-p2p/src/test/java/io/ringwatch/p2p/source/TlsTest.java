package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.ringwatch.core.ClientTls;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.SecretFile;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Documents over TLS, from a server that wants a client's certificate. */
@Timeout(30)
class TlsTest {

  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(25));

  @TempDir Path directory;

  private WebPeer peer;

  @BeforeEach
  void start() throws Exception {
    TlsFiles.in(directory);
    var server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new Wanting(context()));
    peer = WebPeer.start(server).json("/status", "{\"a\": 1}");
  }

  /** The server's side can be made of the same files. */
  private SSLContext context() throws ConfigException {
    var place = new Place("test", 1, 1);
    return new ClientTls(
            Optional.of(new Placed<>(directory.resolve("ca.crt"), place)),
            Optional.of(new Placed<>(directory.resolve("server.crt"), place)),
            Optional.of(new Placed<>(new SecretFile(directory.resolve("server.key")), place)))
        .open();
  }

  private static final class Wanting extends HttpsConfigurator {
    Wanting(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setNeedClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private String tls(String keys) {
    return "{http: 'https://localhost:%d/status', request: {tls: {%s}}}"
        .formatted(peer.port(), keys.replace("DIR", directory.toString()));
  }

  private static JsonNode read(String yaml) throws IOException, ConfigException {
    return StrictYaml.parse("test.yaml", yaml, SourceConfig.class).open().read(SOON).root();
  }

  @Test
  void clientShowsItsCertificateAndChecksTheServers() throws Exception {
    var yaml = tls("ca_file: DIR/ca.crt, cert_file: DIR/client.crt, key_file: DIR/client.key");
    assertThat(read(yaml).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void clientWithoutACertificateIsTurnedAway() {
    assertThatThrownBy(() -> read(tls("ca_file: DIR/ca.crt"))).isInstanceOf(IOException.class);
  }

  @Test
  void serverOfAnUnknownAuthorityIsNotBelieved() {
    assertThatThrownBy(() -> read("http: https://localhost:" + peer.port() + "/status"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/status: TLS: ");
  }

  @Test
  void keyThatEverybodyCanReadIsRefused() throws Exception {
    Files.setPosixFilePermissions(
        directory.resolve("client.key"), PosixFilePermissions.fromString("rw-r--r--"));
    var yaml = tls("ca_file: DIR/ca.crt, cert_file: DIR/client.crt, key_file: DIR/client.key");
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("key_file")
        .hasMessageContaining("everybody can read this secret");
  }

  @Test
  void certificateThatIsReplacedIsUsedWithoutARestart() throws Exception {
    var good = Files.readAllBytes(directory.resolve("ca.crt"));
    Files.copy(
        directory.resolve("client.crt"),
        directory.resolve("ca.crt"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    var yaml = tls("ca_file: DIR/ca.crt, cert_file: DIR/client.crt, key_file: DIR/client.key");
    var source = StrictYaml.parse("test.yaml", yaml, SourceConfig.class).open();
    assertThatThrownBy(() -> source.read(SOON)).isInstanceOf(IOException.class);
    Files.write(directory.resolve("ca.crt"), good);
    Files.setLastModifiedTime(
        directory.resolve("ca.crt"),
        java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(5)));
    assertThat(source.read(SOON).root().path("a").asInt()).isEqualTo(1);
  }

  /** A probe connects to an address, and still asks for the certificate of the name. */
  @Test
  void probeChecksTheCertificateOfTheNameItWasGiven() throws Exception {
    assertThat(probe("server.example").path("a").asInt()).isEqualTo(1);
    assertThatThrownBy(() -> probe("other.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("TLS: ");
  }

  private JsonNode probe(String host) throws ConfigException, IOException {
    var yaml =
        """
        allow: {hosts: ["*.example"], networks: [127.0.0.1], ports: [%d]}
        scheme: https
        path: /status
        request: {tls: {ca_file: DIR/ca.crt, cert_file: DIR/client.crt, key_file: DIR/client.key}}
        """
            .formatted(peer.port())
            .replace("DIR", directory.toString());
    var config = StrictYaml.parse("test.yaml", yaml, ProbeConfig.class);
    Resolver resolver = (name, deadline) -> List.of(InetAddress.ofLiteral("127.0.0.1"));
    return config.open(config.url(host + ":" + peer.port()), resolver).read(SOON).root();
  }
}
