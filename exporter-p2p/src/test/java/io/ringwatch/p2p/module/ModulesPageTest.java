package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ringwatch.core.Expositions;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/modules.md} shows is true. */
class ModulesPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(.*?)```\n+```json\n(.*?)```\n+```text\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> examplesYieldWhatThePageShows() throws IOException {
    return EXAMPLE
        .matcher(page())
        .results()
        .map(
            example -> dynamicTest(example.group(1).lines().toList().get(1), () -> check(example)));
  }

  @Test
  void everyBuiltInModuleIsListed() throws IOException {
    assertThat(page()).contains(BuiltIn.NAMES.stream().map(name -> "| `" + name + "` |").toList());
  }

  private static void check(MatchResult example) throws Exception {
    var mapper =
        Mapping.parse("modules.md", example.group(1)).mapper(Map.of(), Site.in(ZoneOffset.UTC));
    var samples = new Samples(1000);
    var json = JsonText.parse(example.group(2).getBytes(UTF_8));
    mapper.map(Document.of(json, Instant.parse("2026-03-20T09:20:38Z")), samples);
    assertThat(Expositions.text(samples)).isEqualTo(example.group(3));
  }

  private static String page() throws IOException {
    return Files.readString(Golden.root().resolve("docs/modules.md"));
  }
}
