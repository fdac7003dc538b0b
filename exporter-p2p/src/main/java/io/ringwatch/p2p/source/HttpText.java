package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;

/** What a configured URL answers, when it is not JSON. */
public final class HttpText {

  private HttpText() {}

  /**
   * Asks once; 200 to 299 is fine.
   *
   * @throws IOException as an HTTP source
   */
  public static String read(HttpUrl url, Deadline deadline) throws IOException {
    try {
      var gate = new SameHost(url, Resolver.SYSTEM);
      var fetch = HttpFetch.open(HttpRequestConfig.PLAIN, gate);
      var response = fetch.get(url, deadline);
      return new String(Compressed.open(url.toString(), response, fetch.limit()), UTF_8);
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The status that a URL answers, whatever it is; a redirect is an answer.
   *
   * @throws IOException if there is none
   */
  public static int status(HttpUrl url, Deadline deadline) throws IOException {
    try {
      var client = HttpClients.open(java.util.Optional.empty()).client();
      var request = java.net.http.HttpRequest.newBuilder(url.uri()).build();
      return Exchange.send(client, request, url, deadline, Json.MAX_BYTES).statusCode();
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }
}
