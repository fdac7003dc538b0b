package io.ringwatch.core;

import io.ringwatch.core.Prober.Refused;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends each request to its page: exact paths, and only the methods that a page has. */
final class Router extends Handler.Abstract {

  /** Answers a request, or throws. */
  private interface Route {
    void answer(Exchange exchange) throws Exception;
  }

  private static final String RELOAD = "/-/reload";
  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> WRITE = List.of("POST", "PUT");

  private final Exporter exporter;
  private final MetricsPage metrics;

  Router(Exporter exporter) {
    this.exporter = exporter;
    this.metrics = new MetricsPage(exporter.flags());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var exchange = new Exchange(request, response, callback);
    var path = String.valueOf(request.getHttpURI().getPath());
    var route = route(path);
    var methods = path.equals(RELOAD) ? WRITE : READ;
    if (route.isEmpty()) {
      exchange.line(404, "no such page (see /)");
    } else if (!methods.contains(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods));
      exchange.line(405, "only " + String.join(" and ", methods));
    } else {
      route.get().answer(exchange);
    }
    return true;
  }

  private Optional<Route> route(String path) {
    var setup = exporter.setup();
    if (path.equals(exporter.flags().telemetryPath)) {
      return Optional.of(exchange -> metrics.show(exchange, exporter::scrape));
    }
    if (path.equals("/probe") && setup.prober().isPresent()) {
      return Optional.of(this::probe);
    }
    return switch (path) {
      case "/" -> Optional.of(exchange -> exchange.send(LandingPage.of(exporter)));
      case "/-/healthy" -> Optional.of(exchange -> exchange.line(200, "healthy"));
      case "/-/ready" -> Optional.of(exchange -> exchange.line(200, "ready"));
      case RELOAD -> Optional.of(this::reload);
      default -> Optional.ofNullable(setup.pages().get(path)).map(this::route);
    };
  }

  private Route route(Page page) {
    return exchange -> {
      try {
        exchange.send(page.get(exchange.query(), metrics.deadline(exchange)));
      } catch (IOException e) {
        exchange.line(503, String.valueOf(e.getMessage()));
      }
    };
  }

  private void probe(Exchange exchange) throws Exception {
    try {
      metrics.show(exchange, deadline -> exporter.probe(exchange.query(), deadline));
    } catch (Refused e) {
      exchange.line(e.status(), String.valueOf(e.getMessage()));
    }
  }

  private void reload(Exchange exchange) {
    try {
      exporter.reload();
      exchange.line(200, "configuration reloaded");
    } catch (ConfigException e) {
      exchange.line(500, String.valueOf(e.getMessage()));
    }
  }
}
