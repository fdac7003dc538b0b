package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each pack {@code warned/NAME.yaml} is accepted, with exactly the warnings of {@code NAME.warn}.
 */
class WarnedSpecsTest {
  private static final Corpus CORPUS = new Corpus(Path.of("src/test/resources/warned"));

  @TestFactory
  Stream<DynamicTest> isWarnedOfInExactlyTheseWords() throws IOException {
    return CORPUS.each(WarnedSpecsTest::check);
  }

  private static void check(Path file) throws IOException, ConfigException {
    var name = file.getFileName().toString();
    var pack = StrictYaml.parse(name, Files.readString(file), Pack.class);
    var spec = new Spec(Spec.Entry.of(List.of("warning")), List.of(new Spec.Included(name, pack)));
    var warnings = new ConfigException(Compilation.of(spec).warnings()).report() + "\n";
    Corpus.assertSaid(file, ".warn", warnings);
  }

  @Test
  void theShippedSpecHasNoWarning() throws ConfigException {
    var suite = Compilation.of(Spec.read(Places.root().resolve("rules-gen/spec/ringwatch.yaml")));
    assertThat(suite.warnings()).isEmpty();
  }
}
