package io.ringwatch.p2p.source;

import io.ringwatch.core.ClientTls;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of one source. Without TLS settings of its own a source shares one with all
 * others; with them it has its own, made anew when a file has changed.
 */
final class HttpClients {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  static {
    // A request to a checked address still names its host.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  /** For all who trust what Java trusts. */
  private static final HttpClient SHARED = builder().build();

  private record Opened(List<FileTime> stamps, SSLContext context, HttpClient client) {}

  private final Optional<ClientTls> tls;
  private @Nullable Opened opened;

  private HttpClients(Optional<ClientTls> tls) {
    this.tls = tls;
  }

  static HttpClients open(Optional<ClientTls> tls) throws ConfigException {
    var clients = new HttpClients(tls);
    if (tls.isPresent()) {
      clients.opened = open(tls.get(), stamps(tls.get()));
    }
    return clients;
  }

  /** For names that the client may resolve by itself. */
  HttpClient client() throws IOException {
    return tls.isEmpty() ? SHARED : fresh(tls.get()).client();
  }

  /**
   * For TLS with an address in place of the name: asks for the certificate of {@code host}, which
   * has to be valid for it or for the address itself. The caller closes it.
   */
  HttpClient clientFor(String host) throws IOException {
    var builder = builder();
    if (tls.isPresent()) {
      builder.sslContext(fresh(tls.get()).context());
    }
    var parameters = parameters();
    if (!host.contains(":") && !host.matches("[0-9.]+")) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    return builder.sslParameters(parameters).build();
  }

  private synchronized Opened fresh(ClientTls settings) throws IOException {
    var stamps = stamps(settings);
    var known = opened;
    if (known == null || !known.stamps().equals(stamps)) {
      try {
        known = open(settings, stamps);
      } catch (ConfigException e) {
        throw new IOException(e.getMessage(), e);
      }
      opened = known;
    }
    return known;
  }

  private static Opened open(ClientTls settings, List<FileTime> stamps) throws ConfigException {
    var context = settings.open();
    return new Opened(stamps, context, builder().sslContext(context).build());
  }

  private static List<FileTime> stamps(ClientTls settings) {
    return Stream.of(
            settings.caFile().map(Placed::value),
            settings.certFile().map(Placed::value),
            settings.keyFile().map(key -> key.value().path()))
        .flatMap(Optional::stream)
        .map(HttpClients::stamp)
        .toList();
  }

  private static FileTime stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static SSLParameters parameters() {
    var parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .sslParameters(parameters())
        .executor(Executors.newVirtualThreadPerTaskExecutor());
  }
}
