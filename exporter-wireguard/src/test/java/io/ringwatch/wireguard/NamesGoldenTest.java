package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder under {@code names/}: its {@code input} directory gives those names and errors. */
class NamesGoldenTest {

  static List<Path> cases() throws IOException {
    try (var folders = Files.list(Path.of("src/test/resources/names"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filesGiveThoseNamesAndErrors(Path folder) {
    var found = text(folder.resolve("input"));

    Golden.assertMatches(folder.resolve("expected.txt"), found);
    assertThat(found).doesNotContain("CANARY");
  }

  private static String text(Path input) {
    var names = new NameFiles(List.of(input)).current();
    var text = new StringBuilder();
    new TreeMap<>(names.byKey())
        .forEach(
            (key, naming) -> {
              text.append(key).append(" '").append(naming.friendlyName()).append("'");
              naming.properties().forEach((k, v) -> text.append(" " + k + "='" + v + "'"));
              text.append('\n');
            });
    names.errors().forEach(error -> text.append(error.replace(input + "/", "")).append('\n'));
    return text.toString();
  }
}
