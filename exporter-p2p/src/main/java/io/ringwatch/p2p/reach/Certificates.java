package io.ringwatch.p2p.reach;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.source.Alarm;
import io.ringwatch.p2p.source.HostPort;
import io.ringwatch.p2p.source.Resolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at certificates: expired and self-signed ones too, which is why it believes any. */
final class Certificates {

  private Certificates() {}

  /** When the first certificate of the chain expires. Nothing is sent over the connection. */
  static Instant firstExpiry(HostPort endpoint, Deadline deadline) throws IOException {
    var address = Resolver.SYSTEM.resolve(endpoint.host(), deadline).getFirst();
    try (var plain = new Socket();
        var _ = Alarm.closing(plain, deadline)) {
      plain.connect(new InetSocketAddress(address, endpoint.port()), deadline.timeoutMillis());
      var sockets = context().getSocketFactory();
      try (var socket =
          (SSLSocket) sockets.createSocket(plain, endpoint.host(), endpoint.port(), true)) {
        socket.startHandshake();
        return Arrays.stream(socket.getSession().getPeerCertificates())
            .filter(X509Certificate.class::isInstance)
            .map(certificate -> ((X509Certificate) certificate).getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow(() -> new IOException(endpoint + ": shows no certificate"));
      }
    }
  }

  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Onlooker()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only looks, for nothing is ever told to whom it meets. */
  private static final class Onlooker extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
