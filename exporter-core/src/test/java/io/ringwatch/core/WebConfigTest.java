package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code valid/NAME.yaml} is taken, and each {@code invalid/NAME.yaml} refused with exactly
 * the words of {@code NAME.err}.
 */
class WebConfigTest {

  private static final Path CORPUS = Path.of("src/test/resources/web-config");

  @TestFactory
  Stream<DynamicTest> isTaken() throws IOException {
    return eachOf("valid", file -> assertThat(WebSecurity.open(Optional.of(file))).isNotNull());
  }

  @TestFactory
  Stream<DynamicTest> isRefusedWithExactlyTheseWords() throws IOException {
    return eachOf("invalid", WebConfigTest::checkRefused);
  }

  @Test
  void textOfAConfigurationHoldsNoSecret() throws Exception {
    var yaml = "tls_server_config: { key: hunter2 }\nbasic_auth_users: { bob: hunter2 }\n";
    var config = StrictYaml.parse("web.yml", yaml, WebConfig.class);
    assertThat(config.toString()).contains("bob", "<secret>").doesNotContain("hunter2");
  }

  private static void checkRefused(Path file) {
    var error =
        catchThrowableOfType(ConfigException.class, () -> WebSecurity.open(Optional.of(file)));
    assertThat(error).as("%s is refused", file).isNotNull();
    var words = error.report().replace(file.getParent() + "/", "") + "\n";
    assertThat(words).doesNotContain("hunter2", "aHVudGVyMg", "$2");
    Golden.assertMatches(Path.of(file.toString().replace(".yaml", ".err")), words);
  }

  private static Stream<DynamicTest> eachOf(String folder, Check check) throws IOException {
    try (var files = Files.list(CORPUS.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check.of(f)));
    }
  }

  /** What is asserted of one file. */
  private interface Check {
    void of(Path file) throws Exception;
  }
}
