package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Prometheus the rules are for: what each of them has, and what it has not. */
class ReleaseTest {
  private static final String OF_3 = "node_timex_offset_seconds * 5m";
  private static final String OF_2 = "holt_winters(node_load1[5m], 0.5, 0.5)";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({"3", "3.5", "3.5.0"})
  void whatOnlyPrometheus3HasIsWrittenForIt(String version) throws IOException {
    var spec = spec("", OF_3);
    assertThat(run("generate", "--spec", spec, "--prometheus", version))
        .as(err.toString())
        .isZero();
    assertThat(Files.readString(folder.resolve("alerts/clock.rules.yml")))
        .contains(OF_3 + " > 300");
    assertThat(run("check", "--spec", spec, "--prometheus", version)).isZero();
    assertThat(run("explain", "Off", "--spec", spec("prometheus_version: 3\n", OF_3))).isZero();
  }

  @Test
  void whatOnlyPrometheus2HasIsWrittenForIt() throws IOException {
    var spec = spec("prometheus_version: 2.53\n", OF_2);
    assertThat(run("lint", "--spec", spec)).as(err.toString()).isZero();
    assertThat(run("lint", "--spec", spec, "--prometheus", "3")).isEqualTo(1);
    assertThat(err.toString()).contains("holt_winters is gone since Prometheus 3.0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.42 | node_timex_offset_seconds * 5m | a duration as a number needs Prometheus 3",
        "2.42 | histogram_avg(node_load1) | histogram_avg needs Prometheus 2.51 or later",
      })
  void whatTheOlderOneLacksIsToldWithTheReleaseThatHasIt(
      String version, String expr, String message) throws IOException {
    var spec = spec("", expr);
    assertThat(run("lint", "--spec", spec, "--prometheus", version)).isEqualTo(1);
    assertThat(err.toString()).contains(message);
    assertThat(run("lint", "--spec", spec)).as("for both").isEqualTo(1);
    assertThat(run("lint", "--spec", spec, "--prometheus", "3")).isZero();
  }

  @Test
  void otherVersionsAreRefused() throws IOException {
    var spec = spec("prometheus_version: 2.41\n", OF_2);
    assertThat(run("lint", "--spec", spec)).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            spec
                + ":1:21: prometheus_version: '2.41' is not valid (write 2.42 or a later 2, or 3)");
    assertThat(run("lint", "--spec", spec, "--prometheus", "4")).isEqualTo(1);
    assertThat(err.toString()).contains("'--prometheus': '4': write 2.42 or a later 2, or 3");
  }

  private String spec(String entry, String expr) throws IOException {
    Files.writeString(
        folder.resolve("clock.yaml"),
        """
        pack: clock
        catalogues: [node]
        scrape: 15s
        identity: [job, instance]
        sample: {job: node, instance: 'a:9100'}
        signals:
          off: {expr: '%s', unit: none}
        alerts:
          Off:
            when: off > 300
            severity: warning
            summary: "{instance} is off"
            reads: a:9100 is off
            why: It is.
            do: [Look.]
            tests:
              - fires: {%s: 5 per 1m}
              - quiet: {%s: 0}
        """
            .formatted(expr, metric(expr), metric(expr)));
    var text = entry + "severities: [warning]\ninclude: [clock.yaml]\n";
    return Files.writeString(folder.resolve("entry.yaml"), text).toString();
  }

  private static String metric(String expr) {
    return expr.replaceFirst(".*(node_\\w+).*", "$1");
  }

  private int run(String... args) {
    var all = new ArrayList<>(List.of(args));
    if (args[0].equals("generate") || args[0].equals("check")) {
      all.addAll(List.of("--out", folder.toString()));
    }
    return RulesGen.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
