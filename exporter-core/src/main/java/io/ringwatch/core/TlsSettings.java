package io.ringwatch.core;

import io.ringwatch.core.WebConfig.ClientAuth;
import io.ringwatch.core.WebConfig.Curve;
import io.ringwatch.core.WebConfig.TlsVersion;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.EnumSet;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every new TLS connection of the server gets: read once, then never changed. */
final class TlsSettings {

  private static final Logger LOG = LoggerFactory.getLogger(TlsSettings.class);
  private static final char[] NO_PASSWORD = {};

  private final SSLContext context;
  private final SSLParameters parameters;

  private TlsSettings(SSLContext context, SSLParameters parameters) {
    this.context = context;
    this.parameters = parameters;
  }

  /**
   * Reads the certificates and the key.
   *
   * @param files where they are, to be watched from now on
   * @throws ConfigException with the place, in the configuration, of what cannot be used
   */
  static TlsSettings read(WebConfig.Tls config, WatchedFiles files) throws ConfigException {
    try {
      var context = SSLContext.getInstance("TLS");
      var trust = new ClientTrust(verifier(config, files), config.clientAllowedSans());
      context.init(keyManagers(config, files), new TrustManager[] {trust}, null);
      return new TlsSettings(context, parameters(config));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext context() {
    return context;
  }

  /** For a connection from this address. */
  SSLEngine engine(String host, int port) {
    var engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLParameters parameters(WebConfig.Tls config) {
    var lowest = config.minVersion().orElse(TlsVersion.TLS12);
    var highest = config.maxVersion().orElse(TlsVersion.TLS13);
    var protocols = EnumSet.range(lowest, highest).stream().map(TlsVersion::javaName);
    var suites = CipherSuite.enabled(config.cipherSuites());
    var parameters = new SSLParameters(suites, protocols.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(config.preferServerCipherSuites().orElse(true));
    if (!config.curvePreferences().isEmpty()) {
      parameters.setNamedGroups(
          config.curvePreferences().stream()
              .map(Curve::javaName)
              .distinct()
              .toArray(String[]::new));
    }
    if (config.clientAuth().isNeeded()) {
      parameters.setNeedClientAuth(true);
    } else {
      parameters.setWantClientAuth(config.clientAuth() != ClientAuth.NONE);
    }
    return parameters;
  }

  private static KeyManager[] keyManagers(WebConfig.Tls config, WatchedFiles files)
      throws ConfigException, GeneralSecurityException {
    var certificatePem =
        pem("cert", config.certFile(), config.cert(), files)
            .orElseThrow(() -> missing(config, "cert_file"));
    var keyPem =
        pem("key", config.keyFile(), config.key().map(TlsSettings::shown), files)
            .orElseThrow(() -> missing(config, "key_file"));
    var chain = certificatePem.certificates();
    var key = keyPem.privateKeyOf(chain.getFirst().getPublicKey());
    checkCurve(config, chain.getFirst().getPublicKey());
    config.keyFile().ifPresent(file -> warnIfOpen(files.named(file.value())));
    var store = KeyStores.empty();
    try {
      store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    } catch (KeyStoreException e) {
      throw certificatePem.problem(
          "not a chain (put the server's certificate first, then its issuer, and so on)");
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** Java shows an EC certificate over TLS 1.2 only if its curve is among those it may use. */
  private static void checkCurve(WebConfig.Tls config, PublicKey publicKey) throws ConfigException {
    var lowest = config.minVersion().orElse(TlsVersion.TLS12);
    var curves = config.curvePreferences();
    if (publicKey instanceof ECPublicKey key && lowest == TlsVersion.TLS12 && !curves.isEmpty()) {
      int bits = key.getParams().getCurve().getField().getFieldSize();
      if (curves.stream().noneMatch(c -> c.javaName().equals("secp" + bits + "r1"))) {
        throw ConfigException.at(
            config.place(),
            "tls_server_config: curve_preferences lacks the certificate's own curve, which TLS 1.2"
                + " needs (add CurveP%d, or set min_version: TLS13)".formatted(bits));
      }
    }
  }

  /** Without authorities of its own, {@code VerifyClientCertIfGiven} trusts Java's, as in Go. */
  private static Optional<X509ExtendedTrustManager> verifier(
      WebConfig.Tls config, WatchedFiles files) throws ConfigException, GeneralSecurityException {
    var authorities = pem("client_ca", config.clientCaFile(), config.clientCa(), files);
    var auth = config.clientAuth();
    if (auth == ClientAuth.NONE && authorities.isPresent()) {
      throw authorities.get().problem("unused (set client_auth_type: RequireAndVerifyClientCert)");
    }
    if (auth == ClientAuth.VERIFIED && authorities.isEmpty()) {
      throw ConfigException.at(
          config.place(),
          "tls_server_config: client_ca_file is missing (whose certificates to let in)");
    }
    if (!auth.isVerified()) {
      return Optional.empty();
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(
        authorities.isPresent() ? KeyStores.trusting(authorities.get().certificates()) : null);
    return Optional.of((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
  }

  private static Optional<Pem> pem(
      String key, Optional<Placed<Path>> file, Optional<Placed<String>> inline, WatchedFiles files)
      throws ConfigException {
    if (file.isPresent() && inline.isPresent()) {
      throw ConfigException.at(
          inline.get().place(), key + ": given twice (drop it, or " + key + "_file)");
    }
    return file.isPresent()
        ? Optional.of(Pem.read(file.get().place(), key + "_file", files.named(file.get().value())))
        : inline.map(text -> Pem.inline(text.place(), key, text.value()));
  }

  private static Placed<String> shown(Placed<SecretText> secret) {
    return new Placed<>(secret.value().value(), secret.place());
  }

  private static ConfigException missing(WebConfig.Tls config, String key) {
    return ConfigException.at(config.place(), "tls_server_config: " + key + " is missing");
  }

  /** A warning only: exporter-toolkit starts with such a key. */
  private static void warnIfOpen(Path keyFile) {
    try {
      if (Files.getPosixFilePermissions(keyFile).contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("{}: everybody here can read this private key (chmod o-r {})", keyFile, keyFile);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("{}: permissions unknown", keyFile, e);
    }
  }
}
