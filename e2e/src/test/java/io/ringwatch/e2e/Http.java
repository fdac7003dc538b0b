package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP to loopback, no longer than ten seconds. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Http() {}

  /**
   * GETs a page.
   *
   * @param headers names and values in turn
   */
  static HttpResponse<String> get(URI uri, String... headers) {
    try {
      return send(uri, headers);
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + uri, e);
    }
  }

  /** Whether a server is there and answers 200. */
  static boolean answers(URI uri) {
    try {
      return send(uri).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> send(URI uri, String... headers) throws IOException {
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted: GET " + uri, e);
    }
  }
}
