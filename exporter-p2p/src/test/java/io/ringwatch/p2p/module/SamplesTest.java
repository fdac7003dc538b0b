package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ringwatch.core.Expositions;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import io.ringwatch.p2p.Providers;
import io.ringwatch.p2p.source.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Each folder {@code samples/MODULE/NAME} holds a document, when it was read, and what the module
 * makes of it: the exposition, and the explanation with all keys that nothing maps. The folders
 * {@code language/NAME} hold a module of their own and show one thing that the language can do.
 */
class SamplesTest {
  private static final Site SITE =
      new Site(
          ZoneId.of("Europe/Berlin"),
          new Providers(
              Map.of(
                  "outer", List.of(Network.parse("198.51.100.0/24")),
                  "inner",
                      List.of(
                          Network.parse("198.51.100.128/25"), Network.parse("2001:db8::/32")))));

  private static final Path RESOURCES = Path.of("src/test/resources");

  @TestFactory
  Stream<DynamicTest> modulesMakeOfSamplesWhatTheGoldensSay() throws IOException {
    return inputs("samples").map(f -> dynamicTest(f.toString(), () -> checkSample(f)));
  }

  @TestFactory
  Stream<DynamicTest> theLanguageDoesWhatTheGoldensSay() throws IOException {
    return inputs("language").map(f -> dynamicTest(f.toString(), () -> checkLanguage(f)));
  }

  private static Stream<Path> inputs(String folder) throws IOException {
    try (var inputs =
        Files.find(RESOURCES.resolve(folder), 3, (path, _) -> path.endsWith("input.json"))) {
      return inputs.sorted().map(p -> RESOURCES.relativize(p.resolveSibling(""))).toList().stream();
    }
  }

  private static void checkSample(Path folder) throws Exception {
    check(BuiltIn.find(folder.getName(1).toString()), RESOURCES.resolve(folder));
  }

  private static void checkLanguage(Path folder) throws Exception {
    var home = RESOURCES.resolve(folder);
    check(Mapping.read(home.resolve("module.yaml")), home);
  }

  private static void check(Mapping mapping, Path folder) throws Exception {
    var mapper = mapping.mapper(Map.of(), SITE);
    var source = folder.resolve("source.json");
    var document =
        new Document(
            json(folder.resolve("input.json")),
            Files.exists(source) ? json(source) : JsonText.parse("{}".getBytes(UTF_8)),
            Instant.parse(Files.readString(folder.resolve("read-at")).strip()),
            Duration.ZERO);
    var samples = new Samples(10_000);
    mapper.map(document, samples);
    Golden.assertMatches(folder.resolve("expected.prom"), Expositions.text(samples));
    Golden.assertMatches(folder.resolve("explained.prom"), Explanation.of(mapper, document));
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonText.parse(Files.readAllBytes(file));
  }
}
