package io.ringwatch.core;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cipher suite by its IANA name, which Go's and Java's are. Only what Go's {@code
 * tls.CipherSuites} lists is taken: the others are insecure.
 */
record CipherSuite(String name) {

  private static final List<String> TLS13 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final List<String> TLS12 =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** Served only where the configuration names them. */
  private static final Set<String> TLS12_WITHOUT_AEAD =
      Set.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

  static CipherSuite parse(String name) {
    if (TLS13.contains(name) || TLS12.contains(name) || TLS12_WITHOUT_AEAD.contains(name)) {
      return new CipherSuite(name);
    }
    throw new IllegalArgumentException("unknown or insecure; one of " + String.join(", ", TLS12));
  }

  /** Java's list for what was configured: as in Go, the suites of TLS 1.3 are always in it. */
  static String[] enabled(List<CipherSuite> configured) {
    var tls12 = configured.isEmpty() ? TLS12 : configured.stream().map(CipherSuite::name).toList();
    return Stream.of(TLS13, tls12).flatMap(List::stream).distinct().toArray(String[]::new);
  }
}
