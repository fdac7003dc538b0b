package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each {@code exposition/NAME.prom} is imported as exactly {@code NAME.yaml}. */
class CatalogueImportTest {
  private static final Path CORPUS = Path.of("src/test/resources/exposition");

  @TestFactory
  Stream<DynamicTest> isImportedAsExactlyThisContract() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".prom")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException, ConfigException {
    var families = Exposition.parse(Files.readString(file));
    var catalogue = CatalogueImport.of("mill", "mill_", families);
    var yaml = CatalogueImport.toYaml(catalogue, "http://mill:9100/metrics");
    var expected = Path.of(file.toString().replace(".prom", ".yaml"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, yaml);
    }
    assertThat(yaml).isEqualTo(Files.readString(expected));
    assertThat(StrictYaml.parse("mill.yaml", yaml, Catalogue.class).metrics())
        .isEqualTo(catalogue.metrics());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"a\": 1}", "up", "up{job=\"a\" 1", "1 up", "up{} 1 2 3{"})
  void whatIsNoMetricIsRefusedWithItsLine(String line) {
    assertThatThrownBy(() -> Exposition.parse("up 1\n" + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2 is no sample of a metric");
  }

  @Test
  void anAddressIsNamedWithoutItsPassword() {
    assertThat(new Endpoint("http://me:secret@host:1/metrics?token=secret").name())
        .isEqualTo("http://host:1/metrics");
  }

  @Test
  void anAddressThatDoesNotAnswerIsExplained() {
    assertThatThrownBy(() -> new Endpoint("http://127.0.0.1:1/metrics").families())
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "http://127.0.0.1:1/metrics: cannot be read: no connection: does it run, is the address right?");
    assertThatThrownBy(() -> new Endpoint("no/such/file").families())
        .isInstanceOf(ConfigException.class)
        .hasMessage("no/such/file: cannot be read: no such file");
  }
}
