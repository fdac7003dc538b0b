package io.ringwatch.rules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A server of the Prometheus family on a port of the loopback interface. */
final class RealServer implements AutoCloseable {
  /** Whatever it is waited for: it takes no longer. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private RealServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it and waits until it answers; if it does not, what it said is in the exception. */
  static RealServer start(List<String> command, int port, Path folder)
      throws IOException, InterruptedException {
    var log = folder.resolve("server.log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var server = new RealServer(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw new IOException(command.getFirst() + " does not start: " + Files.readString(log), e);
    }
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("no answer at " + address);
      }
      Thread.sleep(50);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)));
  }

  HttpResponse<String> post(String path, String contentType, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** An answer in JSON, with maps and lists. */
  static Object json(HttpResponse<String> answer) {
    // JSON is YAML.
    return new Load(LoadSettings.builder().build()).loadFromString(answer.body());
  }

  /** What an answer in JSON has under a key. */
  static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
