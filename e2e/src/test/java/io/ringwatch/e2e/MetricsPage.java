package io.ringwatch.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/** The metrics of a program that is not at hand, as {@code exposition/NAME.prom} has them. */
record MetricsPage(HttpServer server) implements Stage.Started {
  static MetricsPage start(Stage stage, String name) throws IOException {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var file = "/exposition/" + name + ".prom";
    try (var in = Objects.requireNonNull(MetricsPage.class.getResourceAsStream(file), file)) {
      var text = in.readAllBytes();
      var server = HttpServer.create(any, 0);
      server.createContext("/metrics", exchange -> answer(exchange, text));
      server.start();
      return stage.add(new MetricsPage(server));
    }
  }

  private static void answer(HttpExchange exchange, byte[] text) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  /** HOST:PORT. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
