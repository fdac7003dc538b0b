package io.ringwatch.p2p.module;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ringwatch.core.Expositions;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder {@code samples/MODULE/NAME} holds a document, when it was read, and what the module
 * makes of it: the exposition, and the explanation with all keys that nothing maps.
 */
class SamplesTest {
  private static final Path FOLDER = Path.of("src/test/resources/samples");

  @TestFactory
  Stream<DynamicTest> modulesMakeOfSamplesWhatTheGoldensSay() throws IOException {
    try (var inputs = Files.find(FOLDER, 3, (path, _) -> path.endsWith("input.json"))) {
      return inputs.sorted().toList().stream()
          .map(Path::getParent)
          .map(f -> dynamicTest(FOLDER.relativize(f).toString(), () -> check(f)));
    }
  }

  private static void check(Path folder) throws Exception {
    var module = FOLDER.relativize(folder).getName(0).toString();
    var mapper = BuiltIn.find(module).mapper(Map.of(), ZoneId.of("Europe/Berlin"));
    var document =
        Document.of(
            JsonText.parse(Files.readAllBytes(folder.resolve("input.json"))),
            Instant.parse(Files.readString(folder.resolve("read-at")).strip()));
    var samples = new Samples(10_000);
    mapper.map(document, samples);
    Golden.assertMatches(folder.resolve("expected.prom"), Expositions.text(samples));
    Golden.assertMatches(folder.resolve("explained.prom"), Explanation.of(mapper, document));
  }
}
