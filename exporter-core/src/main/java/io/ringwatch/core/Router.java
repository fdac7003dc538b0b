package io.ringwatch.core;

import io.ringwatch.core.Page.Reply;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends each request to its page: exact paths, and only the methods that a page has. */
final class Router extends Handler.Abstract {

  /** Answers a request, or throws. */
  private interface Route {
    void answer(Request request, Response response, Callback callback) throws Exception;
  }

  private static final String RELOAD = "/-/reload";
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> WRITE = Set.of("POST", "PUT");

  private final Exporter exporter;
  private final MetricsPage metrics;

  Router(Exporter exporter) {
    this.exporter = exporter;
    this.metrics = new MetricsPage(exporter.flags());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var path = request.getHttpURI().getPath();
    var route = route(path);
    var methods = path.equals(RELOAD) ? WRITE : READ;
    if (route.isEmpty()) {
      Answers.line(response, callback, 404, "no such page (see /)");
    } else if (!methods.contains(request.getMethod())) {
      response
          .getHeaders()
          .put(HttpHeader.ALLOW, String.join(", ", methods.stream().sorted().toList()));
      Answers.line(response, callback, 405, "only " + String.join(" and ", methods));
    } else {
      route.get().answer(request, response, callback);
    }
    return true;
  }

  private Optional<Route> route(String path) {
    var setup = exporter.setup();
    if (path.equals(exporter.flags().telemetryPath)) {
      return Optional.of((q, r, c) -> metrics.show(q, r, c, exporter::scrape));
    }
    if (path.equals("/probe") && setup.prober().isPresent()) {
      return Optional.of(this::probe);
    }
    return switch (path) {
      case "/" -> Optional.of((q, r, c) -> Answers.send(r, c, LandingPage.of(exporter)));
      case "/-/healthy" -> Optional.of((q, r, c) -> Answers.line(r, c, 200, "healthy"));
      case "/-/ready" -> Optional.of((q, r, c) -> Answers.line(r, c, 200, "ready"));
      case RELOAD -> Optional.of((q, r, c) -> reload(r, c));
      default -> Optional.ofNullable(setup.pages().get(path)).map(this::route);
    };
  }

  private Route route(Page page) {
    return (request, response, callback) -> {
      try {
        var deadline = metrics.deadline(request);
        Answers.send(response, callback, page.get(query(request), deadline));
      } catch (IOException e) {
        Answers.line(response, callback, 503, String.valueOf(e.getMessage()));
      }
    };
  }

  private void probe(Request request, Response response, Callback callback) throws Exception {
    try {
      metrics.show(request, response, callback, d -> exporter.probe(query(request), d));
    } catch (Refused e) {
      Answers.line(response, callback, e.status(), String.valueOf(e.getMessage()));
    }
  }

  private void reload(Response response, Callback callback) {
    try {
      exporter.reload();
      Answers.line(response, callback, 200, "configuration reloaded");
    } catch (ConfigException e) {
      Answers.send(response, callback, Reply.text(500, e.report()));
    }
  }

  static Query query(Request request) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Request.extractQueryParameters(request)
        .forEach(field -> parameters.put(field.getName(), field.getValues()));
    return new Query(parameters);
  }
}
