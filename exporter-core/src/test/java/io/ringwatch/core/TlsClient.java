package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Place;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A client over TLS. Each request has a connection of its own.
 *
 * @param trusted the test file of the certificate it trusts
 * @param certificate the test file, without ending, of the certificate it shows
 * @param parameters what it offers
 */
record TlsClient(String trusted, Optional<String> certificate, SSLParameters parameters) {

  static TlsClient plain() {
    return trusting("root.pem");
  }

  static TlsClient trusting(String trusted) {
    return new TlsClient(trusted, Optional.empty(), new SSLParameters());
  }

  static TlsClient showing(String certificate) {
    return new TlsClient("root.pem", Optional.of(certificate), new SSLParameters());
  }

  static TlsClient offering(SSLParameters parameters) {
    return new TlsClient("root.pem", Optional.empty(), parameters);
  }

  /** Whether a request is answered. */
  boolean getsIn(URI uri) {
    try {
      return get(uri).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(URI uri) throws IOException {
    try (var client =
        HttpClient.newBuilder().sslContext(context()).sslParameters(parameters).build()) {
      var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a bare handshake succeeds; unlike a request, it offers the named groups. */
  boolean shakesHands(int port) throws IOException {
    try (var socket = (SSLSocket) context().getSocketFactory().createSocket("localhost", port)) {
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  /** The name of the certificate that the server shows. */
  String nameOf(URI uri) throws IOException {
    var session = get(uri).sslSession().orElseThrow();
    var certificate = (X509Certificate) session.getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }

  SSLContext context() throws IOException {
    try {
      var trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry("trusted", certificates(trusted).getFirst());
      var trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trust);
      var keyManagers =
          certificate.isPresent()
              ? new KeyManager[] {InsistentKeyManager.of(certificate.get())}
              : new KeyManager[0];
      var context = SSLContext.getInstance("TLS");
      context.init(keyManagers, trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<X509Certificate> certificates(String file) throws ConfigException {
    return pem(file).certificates();
  }

  private static Pem pem(String file) throws ConfigException {
    return Pem.read(new Place("test", 1, 1), file, SecuredServer.TLS.resolve(file));
  }

  /** Shows its certificate to every server, whomever that says it trusts. */
  private static final class InsistentKeyManager extends X509ExtendedKeyManager {
    private final PrivateKey key;
    private final X509Certificate certificate;

    private InsistentKeyManager(PrivateKey key, X509Certificate certificate) {
      this.key = key;
      this.certificate = certificate;
    }

    static InsistentKeyManager of(String name) throws ConfigException {
      var certificate = certificates(name + ".pem").getFirst();
      var key = pem(name + ".key").privateKeyOf(certificate.getPublicKey());
      return new InsistentKeyManager(key, certificate);
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "client";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      throw new UnsupportedOperationException();
    }
  }
}
