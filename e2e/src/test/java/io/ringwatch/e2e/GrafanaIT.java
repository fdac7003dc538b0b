package io.ringwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A real Grafana imports every committed dashboard and answers each panel's query. It needs a
 * Docker engine that has Grafana's image; elsewhere it is skipped by name, in CI too: {@link
 * DashboardsIT} asks the same queries without Grafana.
 */
class GrafanaIT {
  private static final String IMAGE = "grafana/grafana:13.2.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final Stage stage = new Stage();
  @TempDir static Path directory;

  private static PrometheusServer prometheus;
  private static Grafana grafana;

  /** Grafana in its container, open to everybody as an administrator. */
  private record Grafana(GenericContainer<?> container, HttpClient client) {
    static Grafana start() {
      var container =
          new GenericContainer<>(DockerImageName.parse(IMAGE))
              .withExposedPorts(3000)
              .withAccessToHost(true)
              .withEnv("GF_AUTH_ANONYMOUS_ENABLED", "true")
              .withEnv("GF_AUTH_ANONYMOUS_ORG_ROLE", "Admin")
              .waitingFor(Wait.forHttp("/api/health"));
      container.start();
      return new Grafana(container, HttpClient.newHttpClient());
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
      var at = "http://" + container.getHost() + ":" + container.getMappedPort(3000) + path;
      var request =
          HttpRequest.newBuilder(URI.create(at))
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }
  }

  @BeforeAll
  static void startAll() throws IOException, InterruptedException {
    if (!hasImage()) {
      Assumptions.abort("optional: no Docker engine with the image " + IMAGE);
    }
    prometheus = WholeCluster.start(stage, directory).prometheus();
    Testcontainers.exposeHostPorts(prometheus.port());
    grafana = Grafana.start();
    grafana.post(
        "/api/datasources",
        Map.of(
            "name", "Prometheus",
            "uid", "prometheus",
            "type", "prometheus",
            "access", "proxy",
            "url", "http://host.testcontainers.internal:" + prometheus.port()));
  }

  private static boolean hasImage() {
    var docker = DockerClientFactory.instance();
    return docker.isDockerAvailable()
        && docker.client().listImagesCmd().exec().stream()
            .flatMap(image -> Stream.ofNullable(image.getRepoTags()).flatMap(Stream::of))
            .anyMatch(IMAGE::equals);
  }

  @AfterAll
  static void stop() {
    if (grafana != null) {
      grafana.container().stop();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyDashboardIsImportedAndAnswered() throws IOException {
    return Dashboard.committed().stream()
        .map(d -> DynamicTest.dynamicTest(d.title(), () -> importAndAsk(d)));
  }

  private static void importAndAsk(Dashboard dashboard) throws IOException, InterruptedException {
    var imported =
        grafana.post(
            "/api/dashboards/db", Map.of("dashboard", dashboard.root(), "overwrite", true));
    assertThat(imported.get("uid").asString()).isEqualTo(dashboard.uid());
    var variables = dashboard.variables(prometheus);
    for (var query : dashboard.queries()) {
      var asked =
          Map.of(
              "refId", query.ref(),
              "expr", variables.fill(query.expr()),
              "instant", true,
              "datasource", Map.of("uid", "prometheus", "type", "prometheus"));
      var body = Map.of("queries", List.of(asked), "from", "now-5m", "to", "now");
      var frames =
          grafana.post("/api/ds/query", body).get("results").get(query.ref()).get("frames");
      assertThat(frames).as(query.panel() + ": " + query.expr()).isNotEmpty();
    }
  }
}
