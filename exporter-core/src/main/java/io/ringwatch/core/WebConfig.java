package io.ringwatch.core;

import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Key;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The web configuration file, as exporters built on exporter-toolkit read it. Format: <a
 * href="https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md">
 * exporter-toolkit, docs/web-configuration.md</a>. Paths are relative to the file's folder.
 *
 * <p>Where this is stricter than exporter-toolkit: TLS is at least 1.2, a certificate is given
 * either as a file or inline, and {@code RequireAndVerifyClientCert} has to name its authorities
 * (the toolkit would then trust every public one).
 *
 * @param basicAuthUsers bcrypt hashes by user name
 */
record WebConfig(
    @Doc("Serve HTTPS. Cannot be switched on or off while running.") Optional<Tls> tlsServerConfig,
    @Doc("Response headers and HTTP versions.") Optional<Http> httpServerConfig,
    @Doc("Users who may read, with their passwords' bcrypt hashes; none: everybody may.") @Secret
        Map<String, Placed<SecretText>> basicAuthUsers,
    @Doc("How many requests are answered; the others get status 429.")
        Optional<RateLimit> rateLimit) {

  WebConfig {
    basicAuthUsers = Map.copyOf(basicAuthUsers);
  }

  /** Each PEM text is given as a file or inline. */
  record Tls(
      Place place,
      @Doc("The server's certificate, followed by its issuers' (PEM).")
          Optional<Placed<Path>> certFile,
      @Doc("The same, inline.") Optional<Placed<String>> cert,
      @Doc("The certificate's private key (PEM, not encrypted).") Optional<Placed<Path>> keyFile,
      @Doc("The same, inline.") @Secret Optional<Placed<SecretText>> key,
      @Doc("Whether clients show a certificate; NoClientCert by default.")
          Optional<ClientAuth> clientAuthType,
      @Doc("Authorities whose client certificates are trusted (PEM).")
          Optional<Placed<Path>> clientCaFile,
      @Doc("The same, inline.") Optional<Placed<String>> clientCa,
      @Doc("A client certificate needs one of these DNS names, IP or mail addresses or URIs.")
          List<String> clientAllowedSans,
      @Doc("TLS12 by default.") Optional<TlsVersion> minVersion,
      @Doc("TLS13 by default.") Optional<TlsVersion> maxVersion,
      @Doc("Cipher suites of TLS 1.2, best first; those of TLS 1.3 are always served.")
          List<CipherSuite> cipherSuites,
      @Doc("Whether the server's order of cipher suites decides; true by default.")
          Optional<Boolean> preferServerCipherSuites,
      @Doc("Elliptic curves, best first.") List<Curve> curvePreferences) {

    Tls {
      clientAllowedSans = List.copyOf(clientAllowedSans);
      cipherSuites = List.copyOf(cipherSuites);
      curvePreferences = List.copyOf(curvePreferences);
      if (minVersion.orElse(TlsVersion.TLS12).compareTo(maxVersion.orElse(TlsVersion.TLS13)) > 0) {
        throw new IllegalArgumentException("min_version is above max_version");
      }
      if (!clientAllowedSans.isEmpty() && !clientAuthType.orElse(ClientAuth.NONE).isNeeded()) {
        throw new IllegalArgumentException(
            "client_allowed_sans lets nobody in without a certificate"
                + " (set client_auth_type: RequireAndVerifyClientCert)");
      }
    }

    ClientAuth clientAuth() {
      return clientAuthType.orElse(ClientAuth.NONE);
    }
  }

  /** Go's names; each says whether a certificate is asked for, needed and verified. */
  enum ClientAuth {
    @Key("NoClientCert")
    NONE,
    @Key("RequestClientCert")
    REQUESTED,
    @Key("RequireAnyClientCert")
    ANY,
    /** What exporter-toolkit called {@link #ANY} at first, and still reads. */
    @Key("RequireClientCert")
    ANY_BY_OLD_NAME,
    @Key("VerifyClientCertIfGiven")
    VERIFIED_IF_GIVEN,
    @Key("RequireAndVerifyClientCert")
    VERIFIED;

    boolean isNeeded() {
      return this == ANY || this == ANY_BY_OLD_NAME || this == VERIFIED;
    }

    boolean isVerified() {
      return this == VERIFIED_IF_GIVEN || this == VERIFIED;
    }
  }

  enum TlsVersion {
    @Key("TLS12")
    TLS12("TLSv1.2"),
    @Key("TLS13")
    TLS13("TLSv1.3");

    private final String javaName;

    TlsVersion(String javaName) {
      this.javaName = javaName;
    }

    String javaName() {
      return javaName;
    }
  }

  enum Curve {
    @Key("CurveP256")
    P256("secp256r1"),
    @Key("CurveP384")
    P384("secp384r1"),
    @Key("CurveP521")
    P521("secp521r1"),
    @Key("X25519")
    X25519("x25519");

    private final String javaName;

    Curve(String javaName) {
      this.javaName = javaName;
    }

    String javaName() {
      return javaName;
    }
  }

  record Http(
      @Doc("Accepted; HTTP/1.1 is what is served.") Optional<Boolean> http2,
      @Doc("Headers that every response carries.") Optional<Headers> headers) {}

  /** The headers that exporter-toolkit lets through; an empty one is not sent. */
  record Headers(
      @Key("Content-Security-Policy") Optional<String> contentSecurityPolicy,
      @Key("X-Frame-Options") Optional<String> frameOptions,
      @Key("X-Content-Type-Options") Optional<String> contentTypeOptions,
      @Key("X-XSS-Protection") Optional<String> xssProtection,
      @Key("Strict-Transport-Security") Optional<String> strictTransportSecurity) {

    Headers {
      oneOf("X-Frame-Options", frameOptions, List.of("", "deny", "sameorigin"));
      oneOf("X-Content-Type-Options", contentTypeOptions, List.of("", "nosniff"));
    }

    /** By name, without the empty ones. */
    Map<String, String> byName() {
      Map<String, String> headers = new LinkedHashMap<>();
      contentSecurityPolicy.ifPresent(v -> headers.put("Content-Security-Policy", v));
      frameOptions.ifPresent(v -> headers.put("X-Frame-Options", v));
      contentTypeOptions.ifPresent(v -> headers.put("X-Content-Type-Options", v));
      xssProtection.ifPresent(v -> headers.put("X-XSS-Protection", v));
      strictTransportSecurity.ifPresent(v -> headers.put("Strict-Transport-Security", v));
      headers.values().removeIf(String::isBlank);
      return headers;
    }
  }

  /**
   * A token bucket.
   *
   * @param interval one request in this time; 0 is no limit
   * @param burst how many may come at once
   */
  record RateLimit(
      @Doc("One request in this time; 0s is no limit.") Duration interval,
      @Doc("How many requests may come at once.") Optional<Integer> burst) {

    RateLimit {
      if (interval.isPositive() && burst.orElse(0) < 1) {
        throw new IllegalArgumentException("a burst below 1 answers no request (try burst: 10)");
      }
    }
  }

  private static void oneOf(String header, Optional<String> value, List<String> allowed) {
    if (value.isPresent() && !allowed.contains(value.get())) {
      var choices = String.join(" or ", allowed.subList(1, allowed.size()));
      throw new IllegalArgumentException(header + " is not " + choices);
    }
  }
}
