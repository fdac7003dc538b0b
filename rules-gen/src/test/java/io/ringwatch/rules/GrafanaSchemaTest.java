package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What we write is what Grafana's own types say; see grafana-schema/README.md. */
class GrafanaSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path SCHEMAS = Path.of("src/test/resources/grafana-schema");
  private static final Path EVERYTHING =
      Path.of("src/test/resources/golden/dashboards/expected/grafana");

  @TestFactory
  Stream<DynamicTest> everyDashboardIsOfItsSchema() throws IOException {
    var classic = schema("classic");
    var v2 = schema("v2");
    return dashboards()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file, classic, v2)));
  }

  @Test
  void aFieldThatGrafanaDoesNotKnowIsFound() throws IOException {
    var broken = Files.readString(EVERYTHING.resolve("everything.json"));
    var text = broken.replace("\"schemaVersion\"", "\"schemaVersoin\"");
    assertThat(schema("classic").validate(JSON.readTree(text))).isNotEmpty();
  }

  private static void check(Path file, Schema classic, Schema v2)
      throws IOException, ConfigException {
    var tree = JSON.readTree(Files.readString(file));
    boolean resource = tree.has("apiVersion");
    var document = resource ? tree.get("spec") : withoutInputs(tree);
    assertThat((resource ? v2 : classic).validate(document)).isEmpty();
  }

  /** They are of grafana.com's import, not of the dashboard. */
  private static JsonNode withoutInputs(JsonNode tree) {
    ((ObjectNode) tree).remove("__inputs");
    return tree;
  }

  private static Schema schema(String name) throws IOException {
    var text = Files.readString(SCHEMAS.resolve(name + ".schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(JSON.readTree(text));
  }

  private static Stream<Path> dashboards() throws IOException {
    try (var shipped = Files.walk(Places.root().resolve("grafana"));
        var ours = Files.walk(EVERYTHING)) {
      return Stream.concat(shipped, ours)
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String name(Path file) {
    return file.getName(file.getNameCount() - 2) + "/" + file.getFileName();
  }
}
