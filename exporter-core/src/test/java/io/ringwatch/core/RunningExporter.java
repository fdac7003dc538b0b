package io.ringwatch.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** An exporter that serves in this process, on a free port of the loopback interface. */
public final class RunningExporter implements AutoCloseable {

  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningExporter(WebServer server) {
    this.server = server;
  }

  /** Starts a program with these arguments. */
  public static RunningExporter start(Program program, String... args)
      throws ConfigException, IOException {
    Shell.commandLine(program).parseArgs(args);
    program.flags().check();
    Logs.start(program.flags().logLevel, program.flags().logFormat);
    var security = WebSecurity.open(program.flags().webConfig);
    var exporter = Exporter.open(program, security);
    var address = List.of(ListenAddress.parse("127.0.0.1:0"));
    return new RunningExporter(WebServer.start(exporter, security, address));
  }

  public int port() {
    return server.addresses().getFirst().port();
  }

  /** What a path answers to GET; headers are names and values in turn. */
  public HttpResponse<String> get(String path, String... headers) throws IOException {
    return send("GET", path, headers);
  }

  /** Reads the configuration anew, and says whether it was good. */
  public boolean reload() throws IOException {
    return send("POST", "/-/reload").statusCode() == 200;
  }

  /** The body of a path that must answer 200. */
  public String page(String path, String... headers) throws IOException {
    var response = get(path, headers);
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  HttpResponse<String> send(String method, String path, String... headers) throws IOException {
    return send(method, path, BodyHandlers.ofString(UTF_8), headers);
  }

  HttpResponse<byte[]> bytes(String path, String... headers) throws IOException {
    return send("GET", path, BodyHandlers.ofByteArray(), headers);
  }

  private <T> HttpResponse<T> send(
      String method, String path, HttpResponse.BodyHandler<T> body, String... headers)
      throws IOException {
    var uri = URI.create("http://127.0.0.1:" + port() + path);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    var all = new ArrayList<>(List.of("User-Agent", "test"));
    all.addAll(List.of(headers));
    try {
      return client.send(request.headers(all.toArray(new String[0])).build(), body);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
