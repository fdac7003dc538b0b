package io.ringwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A real Prometheus that scrapes and evaluates every second. */
final class PrometheusServer implements Stage.Started {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Program program;
  private final Loopback place;
  private final Path directory;

  /**
   * What it is to scrape under one job name.
   *
   * @param source a line of YAML that says where the targets come from
   */
  record ScrapeJob(String name, String source) {
    ScrapeJob(String name, List<String> targets) {
      this(name, "static_configs: [{targets: [" + String.join(", ", targets) + "]}]");
    }

    /** Targets that a page of ours lists, asked every second. */
    static ScrapeJob discovered(String name, URI page) {
      return new ScrapeJob(
          name, "http_sd_configs: [{url: \"" + page + "\", refresh_interval: 1s}]");
    }

    String yaml() {
      return """
        - job_name: %s
          %s
      """
          .formatted(name, source);
    }
  }

  /**
   * A target as Prometheus sees it.
   *
   * @param health {@code up}, {@code down} or {@code unknown}
   */
  record Target(String job, String health, String lastError) {}

  /**
   * One series over a while.
   *
   * @param points values by Unix seconds
   */
  record Range(Map<String, String> labels, SortedMap<Double, Double> points) {}

  /**
   * An alert that is on its way.
   *
   * @param state {@code pending} or {@code firing}
   */
  record Alert(
      String name, String state, Map<String, String> labels, Map<String, String> annotations) {
    Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  private PrometheusServer(Program program, Loopback place, Path directory) {
    this.program = program;
    this.place = place;
    this.directory = directory;
  }

  static PrometheusServer start(Stage stage, List<ScrapeJob> jobs, List<Path> rules) {
    try {
      var directory = Files.createTempDirectory("ringwatch-prometheus");
      var config = Files.writeString(directory.resolve("prometheus.yml"), yaml(jobs, rules));
      var place = Loopback.free();
      var command =
          Command.of(
              Servers.require("prometheus"),
              "--config.file=" + config,
              "--storage.tsdb.path=" + directory.resolve("data"),
              "--web.listen-address=" + place.address(),
              "--log.level=warn");
      var server = stage.add(new PrometheusServer(Program.start(command), place, directory));
      server.program.awaitHttp(place.uri("/-/ready"), Duration.ofSeconds(20));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(List<ScrapeJob> jobs, List<Path> rules) {
    var yaml = new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n");
    yaml.append("rule_files:\n");
    rules.forEach(file -> yaml.append("  - ").append(file).append('\n'));
    yaml.append("scrape_configs:\n");
    jobs.forEach(job -> yaml.append(job.yaml()));
    return yaml.toString();
  }

  /** Where it listens on loopback. */
  int port() {
    return place.port();
  }

  /** The samples of an instant query; {@code __name__} is the name and not a label. */
  List<Sample> query(String promql) {
    var data = api("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    return items(data.get("result")).map(PrometheusServer::sample).toList();
  }

  private static Sample sample(JsonNode result) {
    var labels = new TreeMap<>(strings(result.get("metric")));
    var name = labels.remove("__name__");
    return new Sample(
        name == null ? "" : name, labels, Exposition.number(result.get("value").get(1).asString()));
  }

  /** The series of a query over the last while, with a point every step that has a value. */
  List<Range> range(String promql, Duration back, Duration step) {
    var now = System.currentTimeMillis() / 1000;
    var data =
        api(
            "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                .formatted(
                    URLEncoder.encode(promql, StandardCharsets.UTF_8),
                    now - back.toSeconds(),
                    now,
                    step.toSeconds()));
    return items(data.get("result")).map(PrometheusServer::range).toList();
  }

  private static Range range(JsonNode result) {
    var points = new TreeMap<Double, Double>();
    result
        .get("values")
        .forEach(p -> points.put(p.get(0).asDouble(), Exposition.number(p.get(1).asString())));
    return new Range(strings(result.get("metric")), points);
  }

  List<Alert> alerts() {
    return items(api("/api/v1/alerts").get("alerts")).map(PrometheusServer::alert).toList();
  }

  private static Alert alert(JsonNode alert) {
    var labels = strings(alert.get("labels"));
    return new Alert(
        labels.getOrDefault("alertname", ""),
        alert.get("state").asString(),
        labels,
        strings(alert.get("annotations")));
  }

  /** Whether an alert of this name with these labels fires now. */
  boolean fires(String name, Map<String, String> labels) {
    return alerts().stream()
        .anyMatch(
            alert ->
                alert.name().equals(name)
                    && alert.state().equals("firing")
                    && alert.labels().entrySet().containsAll(labels.entrySet()));
  }

  List<Target> targets() {
    return items(api("/api/v1/targets?state=active").get("activeTargets"))
        .map(
            target ->
                new Target(
                    target.get("labels").get("job").asString(),
                    target.get("health").asString(),
                    target.get("lastError").asString()))
        .toList();
  }

  /** Waits until something holds of it; a failure shows its targets, alerts and log. */
  void await(String claim, Duration limit, Await.Condition condition) {
    Await.until(() -> claim + ": " + targets() + "\n" + alerts() + "\n" + this, limit, condition);
  }

  private JsonNode api(String path) {
    var answer = JSON.readTree(Http.get(place.uri(path)).body());
    if (!answer.get("status").asString().equals("success")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.get("data");
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Map<String, String> strings(JsonNode object) {
    var map = new TreeMap<String, String>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
    return map;
  }

  @Override
  public void close() {
    program.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
