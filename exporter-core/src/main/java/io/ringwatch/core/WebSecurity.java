package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

final class WebSecurity {
  static WebSecurity open(Optional<Path> file) throws ConfigException {
    return new WebSecurity();
  }

  ServerConnector connector(Server server, HttpConfiguration http) {
    return new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
  }

  Handler wrap(Handler next) {
    return next;
  }

  void reload() throws ConfigException {}
}
