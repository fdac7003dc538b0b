package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The committed {@code ringwatch.schema.json}, with which editors check specs. */
class SchemaCommandTest {
  private static final Path SPEC = Places.root().resolve("rules-gen/spec");
  private static final Path CATALOGUES =
      Places.root().resolve("rules-gen/src/main/resources/io/ringwatch/rules/catalogue");
  private static final Path COMMITTED = SPEC.resolve("ringwatch.schema.json");

  @Test
  void theCommittedSchemaIsThatOfTheRecords() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(COMMITTED, SchemaCommand.schema());
    }
    assertThat(Files.readString(COMMITTED)).isEqualTo(SchemaCommand.schema());
  }

  @TestFactory
  Stream<DynamicTest> acceptsEveryShippedFile() throws IOException {
    var files = Stream.concat(yaml(SPEC), yaml(CATALOGUES)).toList();
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> accepts(f)));
  }

  private static void accepts(Path file) throws IOException {
    assertThat(complaints(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{pack: a, scrape: 5 min}",
        "{pack: a, scrape: 15s, alert: {}}",
        "{pack: a}",
        "{severities: [a], includes: [b]}",
        "{exporter: a, namespace: b, metrics: [{name: c}]}",
      })
  void refusesWhatTheReaderRefuses(String text) {
    assertThat(complaints(text)).isNotEmpty();
  }

  private static Stream<Path> yaml(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static String complaints(String text) {
    var document = new Load(LoadSettings.builder().build()).loadFromString(text);
    var json = new JsonMapper().writeValueAsString(document);
    return schema().validate(json, InputFormat.JSON).toString().replaceAll("^\\[]$", "");
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SchemaCommand.schema(), InputFormat.JSON);
  }
}
