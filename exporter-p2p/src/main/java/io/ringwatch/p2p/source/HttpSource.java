package io.ringwatch.p2p.source;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.Document;
import java.io.IOException;

/** A JSON document behind a URL. The document's source object holds {@code http_status}. */
final class HttpSource implements Source {

  private final HttpUrl url;
  private final HttpFetch fetch;

  HttpSource(HttpUrl url, HttpFetch fetch) {
    this.url = url;
    this.fetch = fetch;
  }

  @Override
  public Document read(Deadline deadline) throws IOException {
    var watch = Stopwatch.start();
    var response = fetch.get(url, deadline);
    var lap = watch.stop();
    var body = Compressed.open(url.toString(), response, fetch.limit());
    var source = Json.object().put("http_status", response.statusCode());
    return lap.document(Json.parse(url.toString(), body), source);
  }
}
