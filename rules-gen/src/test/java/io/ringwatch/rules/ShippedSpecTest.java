package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void theTestsCoverEachAlertAndFindItsMutants() throws ConfigException {
    var proof = Proof.of(Compilation.of(Spec.read(SPEC)), Places.promtool(), _ -> true);
    assertThat(proof.faults()).isEmpty();
    assertThat(proof.coverage()).isEqualTo(100);
    assertThat(proof.score()).as(proof.report()).isEqualTo(100);
  }

  @Test
  void twoRunsAreByteIdentical() throws ConfigException, IOException {
    var first = Output.of(SPEC, folder.resolve("1"));
    var second = Output.of(SPEC, folder.resolve("2"));
    first.write();
    second.write();
    for (int i = 0; i < first.files().size(); i++) {
      assertThat(first.files().get(i)).hasSameBinaryContentAs(second.files().get(i));
    }
    assertThat(second.drift()).isEmpty();
  }

  @Test
  void lintHasNothingToTell() throws ConfigException {
    assertThat(Compilation.of(Spec.read(SPEC)).warnings()).isEmpty();
  }

  /** That somebody tells of targets that are down, lint sees to. */
  @Test
  void slowAndEmptyScrapesAreToldOfEveryJob() throws Exception {
    var suite = Compilation.of(Spec.read(SPEC));
    var jobs = suite.spec().entry().prometheus().orElseThrow().jobs().keySet();
    var exporters = suite.packs().stream().filter(p -> p.name().equals("exporters")).findFirst();
    for (var signal : List.of("scrape_time", "samples")) {
      var signals = exporters.orElseThrow().signals();
      var expr = Objects.requireNonNull(signals.get(signal)).expr();
      var selector = (Expr.VectorSelector) Promql.parse(expr, Expressions.DIALECT);
      assertThat(jobs).as(signal).allMatch(job -> selector.matchers().getFirst().passes(job));
    }
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
