package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each {@code golden/NAME/spec/entry.yaml} generates exactly {@code golden/NAME/expected}. */
class GoldenTest {
  private static final Path CORPUS = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> generatesExactlyTheseFiles() throws IOException {
    return names().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  @TestFactory
  Stream<DynamicTest> twoRunsAreByteIdentical() throws IOException {
    return names().map(name -> DynamicTest.dynamicTest(name, () -> repeat(name)));
  }

  @TestFactory
  Stream<DynamicTest> promtoolFindsNoFault() throws IOException {
    return names().map(name -> DynamicTest.dynamicTest(name, () -> prove(name)));
  }

  private void check(String name) throws IOException, ConfigException {
    var expected = CORPUS.resolve(name).resolve("expected");
    var target = Boolean.getBoolean("golden.update") ? expected : folder.resolve(name);
    var output = output(name, target);
    output.write();
    assertThat(files(target)).isEqualTo(files(expected));
    for (var file : files(expected)) {
      assertThat(target.resolve(file)).hasSameTextualContentAs(expected.resolve(file));
    }
  }

  private void repeat(String name) throws IOException, ConfigException {
    var first = folder.resolve(name + "-1");
    var second = folder.resolve(name + "-2");
    output(name, first).write();
    output(name, second).write();
    for (var file : files(first)) {
      assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
    }
  }

  private void prove(String name) throws ConfigException {
    var promtool = Places.promtool();
    var output = output(name, folder.resolve(name + "-proved"));
    output.write();
    assertNoFault(promtool.checkRules(named(output, ".rules.yml")));
    assertNoFault(promtool.testRules(named(output, ".test.yml")));
  }

  private static Output output(String name, Path folder) throws ConfigException {
    return Output.of(CORPUS.resolve(name).resolve("spec/entry.yaml"), folder);
  }

  private static Stream<String> names() throws IOException {
    try (var folders = Files.list(CORPUS)) {
      return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static List<Path> named(Output output, String ending) {
    return output.files().stream().filter(f -> f.toString().endsWith(ending)).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  private static void assertNoFault(Promtool.Verdict verdict) {
    assertThat(verdict.exit()).as(verdict.text()).isZero();
  }
}
