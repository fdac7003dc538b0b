package io.ringwatch.core;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS, users, headers and the rate limit of the HTTP server, out of {@code --web.config.file}
 * ({@link WebConfig}); without a file, plain HTTP for everybody.
 *
 * <p>A file that changed on disk is read again by the next connection or request, at most once a
 * second. A bad change is logged once, and what was in force stays. Open connections keep the
 * certificate they began with.
 */
final class WebSecurity {

  private static final Logger LOG = LoggerFactory.getLogger(WebSecurity.class);

  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicLong lastLookNanos = new AtomicLong(System.nanoTime());
  private volatile Optional<WatchedFiles> files;
  private volatile WebRules rules;

  private WebSecurity(Optional<WatchedFiles> files, WebRules rules) {
    this.files = files;
    this.rules = rules;
  }

  /**
   * @throws ConfigException with every problem of the file, or the first of a certificate or key
   */
  static WebSecurity open(Optional<Path> configFile) throws ConfigException {
    if (configFile.isEmpty()) {
      return new WebSecurity(Optional.empty(), WebRules.NONE);
    }
    var files = new WatchedFiles(configFile.get());
    return new WebSecurity(Optional.of(files), WebRules.read(files, Optional.empty()));
  }

  boolean isTls() {
    return rules.tls().isPresent();
  }

  /** A listener for HTTP/1.1, plain or over TLS; address, port and timeouts are the caller's. */
  ServerConnector connector(Server server, HttpConfiguration http) {
    var tls = rules.tls();
    if (tls.isEmpty()) {
      return new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    }
    var https = new HttpConfiguration(http);
    https.addCustomizer(new SecureRequestCustomizer(false));
    var factory = new CurrentTls();
    factory.setSslContext(tls.get().context());
    factory.setRenegotiationAllowed(false);
    return new ServerConnector(
        server,
        new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()),
        new HttpConnectionFactory(https));
  }

  /** Puts headers, rate limit and users before {@code next}; outermost, for every path. */
  Handler wrap(Handler next) {
    return files.isEmpty() ? next : new SecuredHandler(next, this::current);
  }

  /**
   * Reads everything anew.
   *
   * @throws ConfigException if that cannot be put into force; what was in force stays
   */
  void reload() throws ConfigException {
    reading.lock();
    try {
      if (files.isPresent()) {
        reload(new WatchedFiles(files.get().config()));
      }
    } finally {
      reading.unlock();
    }
  }

  private void reload(WatchedFiles again) throws ConfigException {
    try {
      var next = WebRules.read(again, Optional.of(rules));
      if (next.tls().isPresent() != isTls()) {
        throw ConfigException.of(
            again.config() + ": tls_server_config: switched on or off (restart for that)");
      }
      rules = next;
    } finally {
      // Of a bad configuration as well: what mends it may be one of its files.
      files = Optional.of(again);
    }
  }

  /** What is in force, after a look at the disk if one is due. */
  private WebRules current() {
    long now = System.nanoTime();
    long last = lastLookNanos.get();
    if (now - last >= LOOK_EVERY_NANOS && lastLookNanos.compareAndSet(last, now)) {
      files.filter(WatchedFiles::haveChanged).ifPresent(this::reloadChanged);
    }
    return rules;
  }

  private void reloadChanged(WatchedFiles changed) {
    try {
      reload();
      LOG.info("{}: changed on disk, in force now", changed.config());
    } catch (ConfigException e) {
      LOG.warn("{} (what was in force stays)", e.getMessage());
    }
  }

  /** Gives each connection what is in force when it begins. */
  private final class CurrentTls extends SslContextFactory.Server {

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
      return current().tls().orElseThrow().engine(host, port);
    }
  }
}
