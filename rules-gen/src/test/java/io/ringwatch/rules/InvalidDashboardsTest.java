package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code invalid-dashboards/NAME.yaml}, beside the dashboard of {@code golden/dashboards}, is
 * refused with exactly the words of {@code NAME.err}.
 */
class InvalidDashboardsTest {
  private static final Corpus CORPUS = new Corpus(Path.of("src/test/resources/invalid-dashboards"));
  private static final Path SPEC = Path.of("src/test/resources/golden/dashboards/spec/entry.yaml");

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    return CORPUS.eachRefused(InvalidDashboardsTest::compile);
  }

  private static void compile(Path file) throws IOException, ConfigException {
    var name = file.getFileName().toString();
    var dashboard = StrictYaml.parse(name, Files.readString(file), DashboardSpec.class);
    var around = Spec.read(SPEC);
    var both = Stream.concat(around.dashboards().stream(), Stream.of(dashboard)).toList();
    Compilation.of(new Spec(around.entry(), around.packs(), both));
  }
}
