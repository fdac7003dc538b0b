package io.ringwatch.core;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Serves an exposition: limit, deadline, format, compression. */
final class MetricsPage {

  /** How Prometheus says how long it will wait, in seconds. */
  private static final String TIMEOUT_HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  /** Where the exposition comes from. */
  interface Source {
    Exposition scrape(Deadline deadline) throws Exception;
  }

  private final ExporterFlags flags;
  private final Semaphore places;

  MetricsPage(ExporterFlags flags) {
    this.flags = flags;
    this.places = new Semaphore(flags.maxRequests == 0 ? Integer.MAX_VALUE : flags.maxRequests);
  }

  /** Scrapes the source and answers with its exposition. */
  void show(Request request, Response response, Callback callback, Source source) throws Exception {
    if (!places.tryAcquire()) {
      var busy = "all " + flags.maxRequests + " places for scrapes are taken (--web.max-requests)";
      Answers.line(response, callback, 503, busy);
      return;
    }
    try {
      var names = Set.copyOf(Router.query(request).all("name[]"));
      var exposition = source.scrape(deadline(request)).only(names);
      send(exposition, request, response);
      callback.succeeded();
    } finally {
      places.release();
    }
  }

  /** By when the client wants its answer. */
  Deadline deadline(Request request) {
    var own = Deadline.in(flags.timeout);
    var header = request.getHeaders().get(TIMEOUT_HEADER);
    if (header == null) {
      return own;
    }
    try {
      double seconds = Double.parseDouble(header);
      double usable = Math.max(seconds - flags.timeoutOffset, seconds / 2);
      return usable > 0 ? own.orIn(Duration.ofMillis((long) (usable * 1000))) : own;
    } catch (NumberFormatException e) {
      return own;
    }
  }

  private static void send(Exposition exposition, Request request, Response response)
      throws IOException {
    var format =
        Format.negotiate(String.join(",", request.getHeaders().getValuesList(HttpHeader.ACCEPT)));
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, format.contentType());
    headers.put(HttpHeader.VARY, "Accept, Accept-Encoding");
    var cutOff = cutOff(request);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      if (takesGzip(request)) {
        var body = exposition.gzip(format);
        headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        out.write(body);
      } else {
        exposition.write(format, out);
      }
    } finally {
      cutOff.cancel();
    }
  }

  /** Will close the connection of a client that reads too slowly. */
  private static Scheduler.Task cutOff(Request request) {
    var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    return request
        .getComponents()
        .getScheduler()
        .schedule(endPoint::close, WebServer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static boolean takesGzip(Request request) {
    return request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.startsWith("gzip") && !coding.endsWith(";q=0"));
  }
}
