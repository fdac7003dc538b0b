package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * How an exporter shows itself to a target by TLS, and whom it believes, from PEM files.
 *
 * @param caFile the authorities that may sign the target's certificate; Java's own if empty
 * @param certFile the certificate to show, followed by its issuers
 * @param keyFile its private key, which nobody else may read
 */
public record ClientTls(
    Optional<Placed<Path>> caFile,
    Optional<Placed<Path>> certFile,
    Optional<Placed<SecretFile>> keyFile) {

  private static final char[] NO_PASSWORD = {};

  /** Java's authorities, and no certificate of one's own. */
  public static final ClientTls PLAIN =
      new ClientTls(Optional.empty(), Optional.empty(), Optional.empty());

  public ClientTls {
    if (certFile.isPresent() != keyFile.isPresent()) {
      throw new IllegalArgumentException("cert_file and key_file go together");
    }
  }

  /**
   * Reads the files.
   *
   * @throws ConfigException with the place of the file that cannot be used
   */
  public SSLContext open() throws ConfigException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyManager[] keyManagers() throws ConfigException, GeneralSecurityException {
    if (certFile.isEmpty() || keyFile.isEmpty()) {
      return new KeyManager[0];
    }
    var certificatePem = Pem.read(certFile.get().place(), "cert_file", certFile.get().value());
    var chain = certificatePem.certificates();
    var key = key(keyFile.get()).privateKeyOf(chain.getFirst().getPublicKey());
    var store = KeyStores.empty();
    try {
      store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    } catch (KeyStoreException e) {
      throw certificatePem.problem(
          "not a chain (put the client's certificate first, then its issuer, and so on)");
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Pem key(Placed<SecretFile> file) throws ConfigException {
    try {
      return Pem.inline(file.place(), "key_file: " + file.value().path(), file.value().read());
    } catch (IOException e) {
      throw ConfigException.at(file.place(), "key_file: " + e.getMessage());
    }
  }

  private TrustManager[] trustManagers() throws ConfigException, GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(caFile.isEmpty() ? null : authorities(caFile.get()));
    return factory.getTrustManagers();
  }

  private static KeyStore authorities(Placed<Path> file)
      throws ConfigException, GeneralSecurityException {
    return KeyStores.trusting(Pem.read(file.place(), "ca_file", file.value()).certificates());
  }
}
