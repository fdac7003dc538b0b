package io.ringwatch.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static final Path EXPECTED = Path.of("src/test/resources/ring.schema.json");

  @Test
  void everyShapeThatTheReaderKnowsIsDescribed() throws IOException {
    var schema = JsonSchema.of("A ring", Map.of("for", Ring.class));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(EXPECTED, schema);
    }
    assertThat(schema).isEqualTo(Files.readString(EXPECTED));
  }
}
