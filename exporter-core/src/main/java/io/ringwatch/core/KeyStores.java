package io.ringwatch.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** Key stores in memory, as the JDK's TLS wants its certificates and keys. */
final class KeyStores {

  private KeyStores() {}

  static KeyStore empty() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store that holds these authorities. */
  static KeyStore trusting(List<X509Certificate> authorities) throws GeneralSecurityException {
    var store = empty();
    for (var certificate : authorities) {
      store.setCertificateEntry("authority " + store.size(), certificate);
    }
    return store;
  }
}
