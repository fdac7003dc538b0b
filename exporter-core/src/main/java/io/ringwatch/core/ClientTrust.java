package io.ringwatch.core;

import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which client certificates are let in: those that the authorities vouch for, or any if there is no
 * verifier; and of them, those with an allowed subject alternative name (RFC 5280, 4.2.1.6).
 */
final class ClientTrust extends X509ExtendedTrustManager {

  private static final int MAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int IP = 7;
  private static final Set<Integer> COMPARED = Set.of(MAIL, DNS, URI, IP);

  private final Optional<X509ExtendedTrustManager> verifier;
  private final Set<String> allowedNames;

  /**
   * @param allowedNames matched exactly, IP addresses by value; empty lets every name in
   */
  ClientTrust(Optional<X509ExtendedTrustManager> verifier, List<String> allowedNames) {
    this.verifier = verifier;
    this.allowedNames = new HashSet<>(allowedNames);
    allowedNames.forEach(name -> this.allowedNames.add(canonicalAddress(name)));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (verifier.isPresent()) {
      verifier.get().checkClientTrusted(chain, authType, engine);
    }
    checkName(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (verifier.isPresent()) {
      verifier.get().checkClientTrusted(chain, authType);
    }
    checkName(chain[0]);
  }

  /** Their names tell clients which of their certificates to show. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return verifier
        .map(X509ExtendedTrustManager::getAcceptedIssuers)
        .orElse(new X509Certificate[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("servers are not trusted here");
  }

  private void checkName(X509Certificate certificate) throws CertificateException {
    if (!allowedNames.isEmpty() && names(certificate).noneMatch(allowedNames::contains)) {
      throw new CertificateException("no subject alternative name of the client is allowed");
    }
  }

  private static Stream<String> names(X509Certificate certificate) throws CertificateException {
    var names =
        Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
    return names.stream()
        .filter(name -> COMPARED.contains(name.get(0)))
        .map(
            name ->
                name.get(0).equals(IP)
                    ? canonicalAddress((String) name.get(1))
                    : (String) name.get(1));
  }

  /** {@code ::1} and {@code 0:0:0:0:0:0:0:1} alike; what is no address stays as it is. */
  private static String canonicalAddress(String name) {
    try {
      return InetAddress.ofLiteral(name).getHostAddress();
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
