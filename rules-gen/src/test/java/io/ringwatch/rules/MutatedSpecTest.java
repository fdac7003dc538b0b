package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedSpecTest {
  private static final String MARKS = "{}[]()$:,-'\"|>#&*!%@`~ \n\tax09.";

  @Test
  void aDamagedSpecIsRefusedOrRenderedButNeverBreaksTheGenerator() throws IOException {
    var shipped = Files.readString(Places.root().resolve("rules-gen/spec/wireguard.yaml"));
    var spec = shipped.replaceAll("(?m)^ *(panel|dashboard): .*\n", ""); // they are in other files
    var random = new Random(5);
    int rendered = 0;
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      try {
        render(random.nextBoolean() ? withOtherMarks(spec, random) : withoutALine(spec, random));
        rendered++;
      } catch (ConfigException e) {
        assertThat(e.report()).startsWith("mutant.yaml:");
        refused++;
      }
    }
    assertThat(rendered).isPositive();
    assertThat(refused).isPositive();
  }

  private static void render(String text) throws ConfigException {
    var pack = StrictYaml.parse("mutant.yaml", text, Pack.class);
    var severities = List.of("critical", "high", "warning", "info");
    var entry = Spec.Entry.of(severities);
    var spec = new Spec(entry, List.of(new Spec.Included("mutant.yaml", pack)));
    for (var compiled : Compilation.of(spec).packs()) {
      assertThat(RulesFile.render(compiled)).endsWith("\n");
      assertThat(PromtoolTests.files(compiled).values()).allMatch(t -> t.endsWith("\n"));
    }
  }

  private static String withOtherMarks(String spec, Random random) {
    var text = new StringBuilder(spec);
    for (int n = 1 + random.nextInt(2); n > 0; n--) {
      int at = random.nextInt(text.length());
      text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
    }
    return text.toString();
  }

  private static String withoutALine(String spec, Random random) {
    var lines = new ArrayList<>(spec.lines().toList());
    int at = random.nextInt(lines.size());
    lines.subList(at, at + 1).clear();
    return String.join("\n", lines) + "\n";
  }
}
