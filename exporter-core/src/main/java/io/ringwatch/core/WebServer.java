package io.ringwatch.core;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of an exporter: its listeners and limits. What it serves is {@link Router}'s. */
final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /**
   * How long a client may do nothing, or take to send a request or to read an answer. Less than the
   * usual scrape intervals, so that no scrape meets a connection which is just being closed.
   */
  static final int PATIENCE_MILLIS = 8_000;

  /** How long requests under way may take to end once the server stops. */
  private static final int DRAIN_MILLIS = 10_000;

  private final Server server;

  private WebServer(Server server) {
    this.server = server;
  }

  /**
   * Listens on all addresses.
   *
   * @throws IOException if one of them cannot be listened on; the message names it
   */
  static WebServer start(Exporter exporter, WebSecurity security, List<ListenAddress> addresses)
      throws IOException {
    var server = new Server(threads(addresses.size()));
    var slowClients = new SlowClients(new GracefulHandler(security.wrap(new Router(exporter))));
    server.setHandler(slowClients);
    server.setErrorHandler(new Exchange.PlainErrors());
    server.setStopTimeout(DRAIN_MILLIS);
    try {
      for (var address : addresses) {
        var connector = security.connector(server, http());
        connector.setIdleTimeout(PATIENCE_MILLIS);
        connector.addBean(slowClients, false);
        server.addConnector(connector);
        bind(connector, address);
      }
      server.start();
    } catch (IOException e) {
      stop(server);
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start", e);
    }
    return new WebServer(server);
  }

  /** Each listener keeps two threads; what handles requests is virtual. */
  private static QueuedThreadPool threads(int listeners) {
    var threads = new QueuedThreadPool(4 + 2 * listeners, 2);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return threads;
  }

  private static void bind(ServerConnector connector, ListenAddress address) throws IOException {
    address.host().ifPresent(connector::setHost);
    connector.setPort(address.port());
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException("cannot listen on %s: %s".formatted(address, reasonOf(e)), e);
    }
  }

  private static String reasonOf(Throwable e) {
    return switch (e.getCause()) {
      case null -> String.valueOf(e.getMessage());
      case UnresolvedAddressException unknown -> "no such host";
      case Throwable cause -> reasonOf(cause);
    };
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 << 10);
    return http;
  }

  /** Where it listens, with the ports that were bound. */
  List<ListenAddress> addresses() {
    return Arrays.stream(server.getConnectors())
        .map(NetworkConnector.class::cast)
        .map(c -> new ListenAddress(Optional.ofNullable(c.getHost()), c.getLocalPort()))
        .toList();
  }

  /** Lets requests under way end, then stops. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
      for (var connector : server.getConnectors()) {
        ((NetworkConnector) connector).close();
      }
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }
}
