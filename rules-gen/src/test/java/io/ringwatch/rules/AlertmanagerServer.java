package io.ringwatch.rules;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Alertmanager, asked what it silences. */
record AlertmanagerServer(RealServer server) implements AutoCloseable {
  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");

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
    return new AlertmanagerServer(RealServer.start(command, port, folder));
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

  /** Fires alerts with these labels. */
  void post(List<Map<String, String>> alerts) throws IOException, InterruptedException {
    var body =
        alerts.stream()
            .map(labels -> "{\"labels\": {" + json(labels) + "}}")
            .collect(Collectors.joining(", ", "[", "]"));
    var response = server.post("/api/v2/alerts", "application/json", body);
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
    long deadline = System.nanoTime() + RealServer.PATIENCE.toNanos();
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
    for (var alert : (List<?>) RealServer.json(server.get("/api/v2/alerts?" + filter))) {
      if (labels.equals(RealServer.get(alert, "labels"))) {
        var status = RealServer.get(alert, "status");
        return !((List<?>) RealServer.get(status, "inhibitedBy")).isEmpty();
      }
    }
    throw new IOException("Alertmanager has no alert " + labels);
  }

  @Override
  public void close() {
    server.close();
  }
}
