package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesGenTest {
  private static final String SPEC = "src/test/resources/golden/everything/spec/entry.yaml";
  private static final String MUTANTS = "src/test/resources/mutants";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatIsGeneratedHasNoDrift() {
    assertThat(run("generate", "--spec", SPEC, "--out", folder.toString())).isZero();
    assertThat(run("check", "--spec", SPEC, "--out", folder.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void driftIsShownAsADiffAndExitsWith2() throws IOException {
    run("generate", "--spec", SPEC, "--out", folder.toString());
    var rules = folder.resolve("alerts/disk.rules.yml");
    Files.writeString(rules, Files.readString(rules).replace("for: 10m", "for: 1m"));
    assertThat(run("check", "--spec", SPEC, "--out", folder.toString())).isEqualTo(2);
    assertThat(out.toString())
        .isEqualTo(
            """
            --- a/alerts/disk.rules.yml
            +++ b/alerts/disk.rules.yml
            @@ -5,7 +5,7 @@
                   - alert: DiskFull
                     expr: |-
                       ring_disk_ratio > 0.9
            -        for: 1m
            +        for: 10m
                     labels:
                       severity: warning
                     annotations:
            """);
    assertThat(Files.readString(rules)).contains("for: 1m\n");
  }

  @Test
  void filesOfAFormerSpecAreDriftUntilTheyAreRemoved() throws IOException {
    run("generate", "--spec", SPEC, "--out", folder.toString());
    var former = folder.resolve("alerts/former.rules.yml");
    Files.writeString(former, "# " + Output.header("former.yaml") + "\n");
    var foreign = Files.writeString(folder.resolve("alerts/own.rules.yml"), "groups: []\n");
    assertThat(run("check", "--spec", SPEC, "--out", folder.toString())).isEqualTo(2);
    assertThat(out.toString()).startsWith("--- a/alerts/former.rules.yml\n");
    assertThat(run("generate", "--spec", SPEC, "--out", folder.toString())).isZero();
    assertThat(former).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void unchangedFilesAreNotTouched() throws IOException {
    run("generate", "--spec", SPEC, "--out", folder.toString());
    var rules = folder.resolve("alerts/disk.rules.yml");
    var written = java.nio.file.attribute.FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(rules, written);
    run("generate", "--spec", SPEC, "--out", folder.toString());
    assertThat(Files.getLastModifiedTime(rules)).isEqualTo(written);
  }

  @Test
  void aBrokenSpecIsExplainedAndWritesNothing() {
    var spec = "src/test/resources/invalid/entry-missing-files.yaml";
    assertThat(run("generate", "--spec", spec, "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no such file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeWrittenIsExplained() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("generate", "--spec", SPEC, "--out", file.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith(file + ": cannot be ");
  }

  @Test
  void aBadFlagIsOneLine() {
    assertThat(run("generate", "--sepc", SPEC)).isEqualTo(1);
    assertThat(err.toString()).startsWith("Unknown option").hasLineCount(1);
  }

  @Test
  void aCommandIsNeeded() {
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("Missing required subcommand (see rules-gen --help)\n");
  }

  @Test
  void versionAndHelpGoToStandardOutput() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("rules-gen, version ");
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("generate", "check", "test");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMissingPromtoolIsExplained() {
    assertThat(run("test", "--spec", SPEC, "--promtool", folder + "/none")).isEqualTo(1);
    assertThat(err.toString()).startsWith(folder + "/none: cannot be run: ");
  }

  @Test
  void oneAlertIsTestedStraightFromTheSpec() {
    assertThat(test("--alert", "WeakGuard", "--min-score", "84")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("WeakGuard survives: ", ", score 84.6 %");
    assertThat(test("--alert", "WeakGuard", "--min-score", "85")).isEqualTo(1);
  }

  @Test
  void withoutMutantsNothingIsTooWeak() {
    assertThat(test("--alert", "WeakGuard", "--min-score", "85", "--no-mutants")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aTestThatFailsIsShown() throws IOException {
    var spec = folder.resolve("wrong");
    Files.createDirectories(spec);
    Files.copy(Path.of(MUTANTS, "entry.yaml"), spec.resolve("entry.yaml"));
    var pairs = Files.readString(Path.of(MUTANTS, "pairs.yaml"));
    var wrong = pairs.replaceFirst("fires: \\{ring_members: 50}", "fires: {ring_members: 5}");
    Files.writeString(spec.resolve("pairs.yaml"), wrong);
    assertThat(testOf(spec.resolve("entry.yaml"), "--alert", "WeakThreshold")).isEqualTo(1);
    assertThat(out.toString()).contains("FAILED", "WeakThreshold fails its own tests");
  }

  @Test
  void anUnknownAlertIsExplained() {
    assertThat(test("--alert", "WeakGuards")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "--rule: no alert and no recorded series 'WeakGuards' (did you mean 'WeakGuard'?)\n");
  }

  private int test(String... more) {
    return testOf(Path.of(MUTANTS, "entry.yaml"), more);
  }

  private int testOf(Path spec, String... more) {
    var tool = Places.promtool().program().toString();
    var args = List.of("test", "--spec", spec.toString(), "--promtool", tool);
    return run(Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private int run(String... args) {
    return RulesGen.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
