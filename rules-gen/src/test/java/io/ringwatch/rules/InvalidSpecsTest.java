package io.ringwatch.rules;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code invalid/NAME.yaml}, a pack (or, as {@code entry-NAME.yaml}, an entry file), is
 * refused with exactly the words of {@code NAME.err}.
 */
class InvalidSpecsTest {
  private static final Corpus CORPUS = new Corpus(Path.of("src/test/resources/invalid"));

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    return CORPUS.eachRefused(InvalidSpecsTest::compile);
  }

  private static void compile(Path file) throws IOException, ConfigException {
    var name = file.getFileName().toString();
    if (name.startsWith("entry-")) {
      Compilation.of(Spec.read(file));
      return;
    }
    var pack = StrictYaml.parse(name, Files.readString(file), Pack.class);
    var entry = Spec.Entry.of(List.of("critical", "warning"));
    Compilation.of(new Spec(entry, List.of(new Spec.Included(name, pack))));
  }
}
