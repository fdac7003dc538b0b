package io.ringwatch.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A real Prometheus on a port of the loopback interface, asked to format expressions. */
final class PrometheusServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it and waits until it answers. */
  static PrometheusServer start(Path program, Path folder)
      throws IOException, InterruptedException {
    return start(program, Files.writeString(folder.resolve("prometheus.yml"), "{}\n"), folder);
  }

  /** The same with a configuration. */
  static PrometheusServer start(Path program, Path config, Path folder)
      throws IOException, InterruptedException {
    int port = RealProgram.freePort();
    var command =
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port);
    var log = folder.resolve("prometheus.log").toFile();
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    var server = new PrometheusServer(builder.start(), port);
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("Prometheus does not start");
      }
      Thread.sleep(50);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What {@code format_query} prints; empty if it refuses the expression. */
  Optional<String> format(String expression) throws IOException, InterruptedException {
    var body = "query=" + URLEncoder.encode(expression, UTF_8);
    var request =
        HttpRequest.newBuilder(address.resolve("/api/v1/format_query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() == 400) {
      return Optional.empty();
    }
    return Optional.of(String.valueOf(data(response.body())));
  }

  /** What {@code /api/v1/…} answers, with maps and lists for JSON. */
  Object ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address.resolve("/api/v1/" + path)).build();
    return data(client.send(request, BodyHandlers.ofString()).body());
  }

  private static Object data(String body) {
    // JSON is YAML.
    var answer = new Load(LoadSettings.builder().build()).loadFromString(body);
    return Objects.requireNonNull(((Map<?, ?>) answer).get("data"));
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
