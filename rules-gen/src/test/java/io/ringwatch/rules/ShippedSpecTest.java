package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spec that Ringwatch ships, and the files that are committed. */
class ShippedSpecTest {
  private static final Path SPEC = Places.root().resolve("rules-gen/spec/ringwatch.yaml");

  @TempDir Path folder;

  @Test
  void theCommittedFilesAreWhatTheSpecGenerates() throws ConfigException {
    var output = Output.of(SPEC, Places.root());
    if (Boolean.getBoolean("golden.update")) {
      output.write();
    }
    assertThat(output.drift()).as("run make generate").isEmpty();
  }

  @Test
  void promtoolFindsNoFault() throws ConfigException {
    var promtool = Places.promtool();
    var output = Output.of(SPEC, folder);
    output.write();
    assertNoFault(promtool.checkRules(files(output, ".rules.yml")));
    assertNoFault(promtool.testRules(files(output, ".test.yml")));
  }

  @ParameterizedTest
  @CsvSource({
    "wireguard_peers < 2, wireguard_peers <= 2",
    "wireguard_peers < 2, wireguard_peers < 1",
    "wireguard_peers < 2, wireguard_peers != 2.5",
    "> 300, >= 300",
    "> 300, > 301",
    "> 300, < 300",
    "(wireguard_latest_handshake_seconds > 0), wireguard_latest_handshake_seconds",
    "wireguard_peer_up == 0, wireguard_peer_up == 1",
    "wireguard_peer_up == 0 unless wireguard_latest_handshake_seconds, wireguard_peer_up == 0",
    " or wireguard_latest_handshake_seconds == 0, ''",
    "'up{job=\"wireguard\"} == 0 or ', ''",
    " or wireguard_up == 0, ''",
    "wireguard_interface_up == 0, wireguard_interface_up == 1",
    "for: 5m, for: 4m45s",
    "for: 5m, for: 5m15s",
    "for: 15m, for: 14m45s",
    "for: 15m, for: 15m15s",
    "severity: warning, severity: info",
    "humanizeDuration, humanize",
  })
  void aChangedRuleFailsATest(String original, String mutant) throws Exception {
    var promtool = Places.promtool();
    var output = Output.of(SPEC, folder);
    output.write();
    var rules = files(output, "wireguard.rules.yml").getFirst();
    var text = Files.readString(rules);
    assertThat(text).contains(original);
    Files.writeString(rules, text.replace(original, mutant));
    assertThat(promtool.testRules(files(output, "wireguard.test.yml")).exit()).isNotZero();
  }

  @Test
  void theDocumentedConditionsAreKept() throws IOException {
    assertThat(Files.readString(Places.root().resolve("alerts/wireguard.rules.yml")))
        .contains("          wireguard_peers < 2\n        for: 5m\n")
        .contains(
            "          time() - (wireguard_latest_handshake_seconds > 0) > 300\n        for: 5m\n");
  }

  private static List<Path> files(Output output, String ending) {
    return output.files().stream().filter(f -> f.toString().endsWith(ending)).toList();
  }

  private static void assertNoFault(Promtool.Verdict verdict) {
    assertThat(verdict.exit()).as(verdict.text()).isZero();
  }
}
