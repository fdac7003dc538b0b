package io.ringwatch.core;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

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
  void show(Exchange exchange, Source source) throws Exception {
    if (!places.tryAcquire()) {
      exchange.line(
          503, "all " + flags.maxRequests + " places for scrapes are taken (--web.max-requests)");
      return;
    }
    try {
      var names = Set.copyOf(exchange.query().all("name[]"));
      var exposition = source.scrape(deadline(exchange)).only(names);
      send(exposition, exchange);
      exchange.callback().succeeded();
    } finally {
      places.release();
    }
  }

  /** By when the client wants its answer: never later than our own time-out. */
  Deadline deadline(Exchange exchange) {
    var own = Deadline.in(flags.timeout);
    var header = exchange.request().getHeaders().get(TIMEOUT_HEADER);
    if (header == null) {
      return own;
    }
    try {
      double seconds = Double.parseDouble(header);
      double usable = Math.max(seconds - flags.timeoutOffset, seconds / 2);
      return usable > 0 ? own.orIn(Duration.ofNanos((long) (usable * 1e9))) : own;
    } catch (NumberFormatException e) {
      return own;
    }
  }

  private static void send(Exposition exposition, Exchange exchange) throws IOException {
    var format = Format.negotiate(exchange.headers(HttpHeader.ACCEPT));
    var headers = exchange.response().getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, format.contentType());
    headers.put(HttpHeader.VARY, "Accept, Accept-Encoding");
    SlowClients.giveTime(exchange.request().getConnectionMetaData());
    try (OutputStream out = Content.Sink.asOutputStream(exchange.response())) {
      if (takesGzip(exchange)) {
        var body = exposition.gzip(format);
        headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        out.write(body);
      } else {
        exposition.write(format, out);
      }
    }
  }

  private static boolean takesGzip(Exchange exchange) {
    return Preference.parse(exchange.headers(HttpHeader.ACCEPT_ENCODING)).stream()
        .anyMatch(coding -> coding.value().equals("gzip"));
  }
}
