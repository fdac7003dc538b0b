package io.ringwatch.p2p.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A peer's HTTP server on loopback; remembers what it was asked first. */
public final class WebPeer implements AutoCloseable {

  private static final int MOST_REMEMBERED = 100;

  private final HttpServer server;
  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();

  private WebPeer(HttpServer server) {
    this.server = server;
  }

  public static WebPeer start() throws IOException {
    return start("127.0.0.1");
  }

  public static WebPeer start(String address) throws IOException {
    var at = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    return start(HttpServer.create(at, 0));
  }

  static WebPeer start(HttpServer server) {
    var peer = new WebPeer(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return peer;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** The headers of the first requests, in order. */
  public List<Map<String, List<String>>> asked() {
    return List.copyOf(asked);
  }

  public WebPeer on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          if (asked.size() < MOST_REMEMBERED) {
            asked.add(Map.copyOf(exchange.getRequestHeaders()));
          }
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  public WebPeer json(String path, String body) {
    return on(path, exchange -> answer(exchange, 200, body.getBytes(UTF_8)));
  }

  public WebPeer redirect(String path, String location) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          answer(exchange, 302, new byte[0]);
        });
  }

  /** Takes the question and never answers. */
  public WebPeer hang(String path) {
    return on(path, exchange -> pause(60_000));
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
