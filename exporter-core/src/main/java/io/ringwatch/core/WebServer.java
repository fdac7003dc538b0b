package io.ringwatch.core;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of an exporter: its listeners and limits. What it serves is {@link Router}'s. */
final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** How long a client may do nothing, or take to send a request or to read an answer. */
  static final int PATIENCE_MILLIS = 10_000;

  private static final int DRAIN_MILLIS = 5_000;

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
    var threads = new QueuedThreadPool(8, 2);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    for (var address : addresses) {
      var connector = security.connector(server, http());
      address.host().ifPresent(connector::setHost);
      connector.setPort(address.port());
      connector.setIdleTimeout(PATIENCE_MILLIS);
      connector.addBean(new SlowClients(connector.getScheduler()));
      server.addConnector(connector);
    }
    server.setHandler(new GracefulHandler(security.wrap(new Router(exporter))));
    server.setErrorHandler(new Answers.PlainErrors());
    server.setStopTimeout(DRAIN_MILLIS);
    start(server, addresses);
    return new WebServer(server);
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 << 10);
    return http;
  }

  /** Jetty declares {@code Exception}; what happens in practice is that a port is taken. */
  private static void start(Server server, List<ListenAddress> addresses) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      stop(server);
      throw new IOException(
          "cannot listen on %s: %s".formatted(addresses, rootOf(e).getMessage()), e);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start", e);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  /** The URIs listened on, with the ports that were bound. */
  String addresses() {
    return Arrays.stream(server.getConnectors())
        .map(NetworkConnector.class::cast)
        .map(c -> (c.getHost() == null ? "" : c.getHost()) + ":" + c.getLocalPort())
        .collect(Collectors.joining(", "));
  }

  /** The first port listened on. */
  int port() {
    return ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
  }

  /** Lets requests under way end, then stops. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }
}
