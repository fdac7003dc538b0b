package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A server that says hello behind a web configuration file, on a port of its own. */
final class SecuredServer implements AutoCloseable {

  /** Certificates and keys, made by the script in this folder. */
  static final Path TLS = Path.of("src/test/resources/tls");

  private final Server server = new Server();
  private final Path config;
  private final WebSecurity security;
  private final ServerConnector connector;

  private SecuredServer(Path config) throws ConfigException {
    this.config = config;
    security = WebSecurity.open(Optional.of(config));
    connector = security.connector(server, new HttpConfiguration());
    connector.setHost("localhost");
    server.addConnector(connector);
    server.setHandler(security.wrap(new Hello()));
  }

  /** Starts with this configuration in {@code folder}, beside a copy of each named test file. */
  static SecuredServer start(Path folder, String yaml, String... files) throws ConfigException {
    for (var file : files) {
      copy(TLS.resolve(file), folder.resolve(file));
    }
    var server = new SecuredServer(write(folder.resolve("web.yml"), yaml));
    try {
      server.server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return server;
  }

  int port() {
    return connector.getLocalPort();
  }

  URI uri() {
    var scheme = security.isTls() ? "https" : "http";
    return URI.create(scheme + "://localhost:" + port() + "/-/healthy");
  }

  void configure(String yaml) {
    write(config, yaml);
  }

  void reload() throws ConfigException {
    security.reload();
  }

  /** Puts one test file where another was. */
  void swap(String from, String to) {
    copy(TLS.resolve(from), config.resolveSibling(to));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Hello extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Sink.write(response, true, "hello", callback);
      return true;
    }
  }
}
