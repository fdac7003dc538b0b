package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The connection to Redis, whose certificate is checked against the host's name. */
final class RedisSocket {

  private RedisSocket() {}

  static Socket open(HostPort address, Optional<SSLSocketFactory> tls, Deadline deadline)
      throws IOException {
    var to = Resolver.SYSTEM.resolve(address.host(), deadline).getFirst();
    var socket = new Socket();
    try {
      socket.setSoTimeout(deadline.timeoutMillis());
      socket.connect(new InetSocketAddress(to, address.port()), deadline.timeoutMillis());
      return tls.isEmpty() ? socket : secured(socket, address, tls.get());
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new IOException(address + ": no connection in time", e);
    } catch (SSLException e) {
      socket.close();
      throw new IOException(address + ": no TLS connection: " + e.getMessage(), e);
    } catch (IOException e) {
      socket.close();
      throw new IOException(address + ": connection refused", e);
    }
  }

  private static Socket secured(Socket socket, HostPort address, SSLSocketFactory sockets)
      throws IOException {
    var secured = (SSLSocket) sockets.createSocket(socket, address.host(), address.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
