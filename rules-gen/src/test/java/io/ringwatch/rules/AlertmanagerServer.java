package io.ringwatch.rules;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A real Alertmanager on a port of the loopback interface, asked what it silences. */
final class AlertmanagerServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private AlertmanagerServer(Process process, int port) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it and waits until it answers. */
  static AlertmanagerServer start(Path program, Path config, Path folder)
      throws IOException, InterruptedException {
    int port = RealProgram.freePort();
    List<String> command = new ArrayList<>(withItsTemplates());
    command.addAll(
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("data"),
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port));
    var log = folder.resolve("alertmanager.log").toFile();
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    var server = new AlertmanagerServer(builder.start(), port);
    long deadline = System.nanoTime() + START.toNanos();
    while (!server.isReady()) {
      if (!server.process.isAlive() || System.nanoTime() > deadline) {
        server.close();
        throw new IOException("Alertmanager does not start: " + Files.readString(log.toPath()));
      }
      Thread.sleep(50);
    }
    return server;
  }

  /** Debian's looks for its templates in one place only: there it gets to see the unpacked ones. */
  private static List<String> withItsTemplates() {
    if (Files.exists(TEMPLATES)) {
      return List.of();
    }
    var unpacked = Places.servers().resolve("root/usr/share/prometheus").toAbsolutePath();
    var inside = "mount -t tmpfs tmpfs /usr/share && ln -s \"$0\" /usr/share && exec \"$@\"";
    return List.of(
        "unshare", "--map-root-user", "--mount", "sh", "-c", inside, unpacked.toString());
  }

  private boolean isReady() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Fires alerts with these labels. */
  void post(List<Map<String, String>> alerts) throws IOException, InterruptedException {
    var body =
        alerts.stream()
            .map(labels -> "{\"labels\": {" + json(labels) + "}}")
            .collect(Collectors.joining(", ", "[", "]"));
    var request =
        HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("Alertmanager refuses: " + response.body());
    }
  }

  private static String json(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> "\"" + label.getKey() + "\": \"" + label.getValue() + "\"")
        .collect(Collectors.joining(", "));
  }

  /** Alertmanager hears of new sources a moment later: waits until the alert is silenced. */
  boolean becomesInhibited(Map<String, String> labels) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!inhibited(labels) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    return inhibited(labels);
  }

  /** Whether the alert with exactly these labels is silenced by another. */
  boolean inhibited(Map<String, String> labels) throws IOException, InterruptedException {
    var filter =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .map(matcher -> "filter=" + URLEncoder.encode(matcher, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request = HttpRequest.newBuilder(address.resolve("/api/v2/alerts?" + filter)).build();
    var response = client.send(request, BodyHandlers.ofString());
    // JSON is YAML.
    var answer = new Load(LoadSettings.builder().build()).loadFromString(response.body());
    for (var alert : (List<?>) answer) {
      if (labels.equals(get(alert, "labels"))) {
        var status = (Map<?, ?>) get(alert, "status");
        return !((List<?>) get(status, "inhibitedBy")).isEmpty();
      }
    }
    throw new IOException("Alertmanager has no alert " + labels);
  }

  private static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
