package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs of alerts and of recorded series in {@code mutants/}: the same expression with weak tests
 * and with strong ones.
 */
class ProofTest {
  private static final Path CORPUS = Path.of("src/test/resources/mutants");

  private Promtool promtool;
  private Suite suite;

  @BeforeEach
  void compile() throws ConfigException {
    promtool = Places.promtool();
    suite = Compilation.of(Spec.read(CORPUS.resolve("entry.yaml")));
  }

  @Test
  void weakTestsLetTheseMutantsLiveAndStrongOnesFindThem() throws Exception {
    var survivors =
        Proof.of(suite, promtool, _ -> true).rules().stream()
            .flatMap(a -> a.unexplained().stream().map(m -> a.name() + ": " + m.change()))
            .toList();
    var expected = CORPUS.resolve("survivors.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, String.join("\n", survivors) + "\n");
    }
    assertThat(survivors)
        .isEqualTo(Files.readAllLines(expected))
        .noneMatch(s -> s.matches("(?i)strong.*"));
  }

  @Test
  void eachSurvivorIsShownWithItsPlaceAndTheTestToAdd() throws ConfigException {
    var proof = Proof.of(suite, promtool, "WeakGuard"::equals);
    assertThat(proof.report())
        .isEqualTo(
            """
            src/test/resources/mutants/pairs.yaml:89:5: WeakGuard survives: ring_disk_ratio > 0 → >= 0 (add a test exactly at the edge, and one just over it)
            src/test/resources/mutants/pairs.yaml:89:5: WeakGuard survives: ring_disk_ratio > 0 → ring_disk_ratio (add a test in which the guard alone keeps it quiet)
            alerts    1, coverage 100.0 % (1 tests fire, 1 stay quiet)
            records   0 (0 tests)
            mutants   13, 11 killed, 0 explained, score 84.6 %
            """);
    assertThat(proof.score()).isBetween(84.6, 84.7);
  }

  @Test
  void aRecordedSeriesIsProvedLikeAnAlert() throws ConfigException {
    var proof = Proof.of(suite, promtool, "strong_share"::equals);
    assertThat(proof.report())
        .isEqualTo(
            """
            alerts    0, coverage 100.0 % (0 tests fire, 0 stay quiet)
            records   1 (2 tests)
            mutants   7, 7 killed, 0 explained, score 100.0 %
            """);
  }

  @Test
  void anExplainedSurvivorDoesNotLowerTheScore() throws ConfigException {
    var proof = Proof.of(suite, promtool, "StrongRange"::equals);
    assertThat(proof.report())
        .contains("keep_firing_for: 5m → none (explained: it keeps firing by itself)\n")
        .contains(", 1 explained, score 100.0 %");
  }

  @Test
  void anExplanationOfWhatDoesNotSurviveIsAFault() throws ConfigException {
    var proof = Proof.of(suite, promtool, "StrongRange"::equals);
    assertThat(proof.faults())
        .containsExactly(
            "src/test/resources/mutants/pairs.yaml:163:9: survivors: 'for: 5m → none' does not"
                + " survive: remove it");
  }

  @Test
  void explanationsThatSpeakOfOtherValuesAreNoFaults(@TempDir Path folder) throws Exception {
    var spec =
        "severities: [critical, warning, info]\ninclude: [{pack: node, params: {cpu: 0.7}}]\n";
    var entry = Files.writeString(folder.resolve("entry.yaml"), spec);
    var changed = Compilation.of(Spec.read(entry));
    assertThat(Proof.of(changed, promtool, "NodeHighCPU"::equals).faults()).isEmpty();
  }
}
