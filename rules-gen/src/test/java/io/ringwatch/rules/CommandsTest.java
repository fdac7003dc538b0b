package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands lint, diff, explain, schema, init and catalogue, as people run them. */
class CommandsTest {
  private static final String METRICS =
      """
      # TYPE wireguard_peers gauge
      wireguard_peers{interface="wg0"} 3
      # TYPE wireguard_latest_handshake_seconds counter
      wireguard_latest_handshake_seconds{interface="wg0"} 1.7e9
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theStarterGeneratesChecksAndTestsCleanAtOnce() {
    Places.promtool();
    var entry = folder.resolve("ringwatch.yaml").toString();
    assertThat(run("init", folder.toString())).isZero();
    assertThat(out.toString()).contains("rules-gen generate --spec " + entry);
    assertThat(run("lint", "--strict", "--spec", entry)).as(out.toString()).isZero();
    assertThat(run("generate", "--spec", entry, "--out", folder.toString())).isZero();
    assertThat(run("check", "--spec", entry, "--out", folder.toString())).isZero();
    var program = Places.servers().resolve("bin/promtool");
    var flags = new String[] {"test", "--spec", entry, "--out", folder.toString()};
    assertThat(Files.isExecutable(program) ? run(with(flags, program)) : run(flags))
        .as(out.toString())
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  private static String[] with(String[] flags, Path promtool) {
    var all = java.util.Arrays.copyOf(flags, flags.length + 2);
    all[flags.length] = "--promtool";
    all[flags.length + 1] = promtool.toString();
    return all;
  }

  @Test
  void initOverwritesNothing() throws IOException {
    var mine = Files.writeString(folder.resolve("mine.yaml"), "mine\n");
    assertThat(run("init", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(mine + ": is there already\n");
    assertThat(folder.resolve("ringwatch.yaml")).doesNotExist();
  }

  @Test
  void diffTellsInWordsWhatChanges() throws IOException {
    var before = entry("before", "[wireguard, serf]");
    var after =
        entry(
            "after",
            "[{pack: wireguard, params: {stale_after: 4m}, severities: {warning: high}},"
                + " {pack: serf, without: [SerfMembersFlap], scrape: 30s}]");
    assertThat(run("diff", before, after)).isZero();
    assertThat(out.toString())
        .contains("serf: scrape 15s → 30s\n", "SerfMembersFlap: gone\n")
        .contains("WireGuardStaleHandshake: threshold 5m → 4m; severity warning → high; ");
  }

  @Test
  void diffTellsWhatPeopleSeeOtherwise() throws IOException {
    var shown =
        """
        dashboard: mesh
        title: Mesh
        uid: ringwatch-mesh
        description: The mesh.
        packs: [wireguard]
        vars: {job: wireguard_up}
        rows:
          - row: Peers
            panels:
              age: {title: Age, show: wireguard:handshake_age, legend: "{{friendly_name}}", description: How old., alerts: [WireGuardStaleHandshake]}
              peers: {title: Peers, as: stat, show: wireguard_peers, description: How many.}
        """;
    var other =
        shown
            .replace("title: Peers", "title: Neighbours, unit: ratio")
            .replace("show: wireguard_peers", "show: sum(wireguard_peers)")
            .replace("age: {title", "age2: {title");
    var before = withDashboard("before", shown, "wireguard", "wireguard");
    var after =
        withDashboard("after", other, "{pack: wireguard, params: {marked_stale: 4m}}", "serf");
    assertThat(run("diff", before, after)).isZero();
    assertThat(out.toString())
        .contains("dashboard wireguard: gone, ", "dashboard serf: new, ")
        .contains("panel mesh/age: gone, \"Age\"\n", "panel mesh/age2: new, \"Age\"\n")
        .contains(
            "panel mesh/peers: title Peers → Neighbours; unit none → ratio; query \"{{instance}}"
                + " {{interface}}\" is gone; query \"Neighbours\" is new\n");
  }

  @Test
  void diffTellsThatAPanelsThresholdMoves() throws IOException {
    var before = withDashboards("before", "wireguard", "wireguard");
    var after =
        withDashboards("after", "{pack: wireguard, params: {stale_after: 4m}}", "wireguard");
    assertThat(run("diff", before, after)).isZero();
    assertThat(out.toString()).contains("panel wireguard/handshake_age: threshold 5m → 4m\n");
  }

  private String withDashboards(String name, String include, String dashboards) throws IOException {
    var spec = entry(name, "[" + include + ", serf]");
    Files.writeString(
        Path.of(spec), "dashboards: [" + dashboards + "]\n", StandardOpenOption.APPEND);
    return spec;
  }

  private String withDashboard(String name, String mesh, String include, String shipped)
      throws IOException {
    Files.writeString(folder.resolve(name + "-mesh.yaml"), mesh);
    return withDashboards(name, include, "./" + name + "-mesh.yaml, " + shipped);
  }

  @Test
  void diffOfTheSameSaysNothing() throws IOException {
    var spec = entry("same", "[wireguard]");
    assertThat(run("diff", spec, spec)).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void explainTellsAllOfOneAlert() throws IOException {
    var spec = entry("spec", "[wireguard]");
    assertThat(run("explain", "WireGuardStaleHandshake", "--spec", spec)).isZero();
    assertThat(out.toString())
        .startsWith("WireGuardStaleHandshake (wireguard, of the shipped pack wireguard)\n")
        .contains("handshake_age > $stale_after\n")
        .contains("    handshake_age = time() - (wireguard_latest_handshake_seconds > 0)\n")
        .contains("    $stale_after = 5m")
        .contains("wireguard_latest_handshake_seconds: gauge, timestamp, of wireguard_exporter\n")
        .contains("silenced by WireGuardExporterDown (same job, instance)\n")
        .contains("docs/runbooks/wireguard.md#wireguardstalehandshake");
  }

  @Test
  void explainTellsWhatLintWarnsOf() throws IOException {
    var pack = Path.of("src/test/resources/warned/pace-that-cannot-be.yaml").toAbsolutePath();
    var spec = folder.resolve("entry.yaml");
    Files.writeString(spec, "severities: [warning]\ninclude: ['" + pack + "']\n");
    assertThat(run("explain", "RingAnswersBurns6h", "--spec", spec.toString())).isZero();
    assertThat(out.toString())
        .contains("\nRemarks\n  " + pack + ":")
        .contains(": RingAnswers: RingAnswersBurns1h is left out: ");
  }

  @Test
  void explainOfAnUnknownAlertNamesTheNearest() throws IOException {
    var spec = entry("spec", "[wireguard]");
    assertThat(run("explain", "WireGuardStaleHandshak", "--spec", spec)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "no alert is called 'WireGuardStaleHandshak' (did you mean"
                + " 'WireGuardStaleHandshake'?)\n");
  }

  @Test
  void lintTellsWhatALiveTargetDoesNotExpose() throws IOException {
    var spec = entry("spec", "[wireguard]");
    var live = Files.writeString(folder.resolve("live.prom"), METRICS).toString();
    assertThat(run("lint", "--spec", spec, "--live", live)).isEqualTo(1);
    assertThat(out.toString())
        .contains(live + ": wireguard_up: is not exposed (WireGuardExporterDown, ")
        .contains(": wireguard_latest_handshake_seconds: has no label public_key, friendly_name (")
        .contains("the contract says gauge but the target has a counter (")
        .doesNotContain("wireguard_peers:");
  }

  @Test
  void warningsFailOnlyAStrictLint() throws IOException {
    var pack = Path.of("src/test/resources/warned/topk.yaml").toAbsolutePath();
    var spec = folder.resolve("entry.yaml");
    Files.writeString(spec, "severities: [warning]\ninclude: ['" + pack + "']\n");
    assertThat(run("lint", "--spec", spec.toString())).isZero();
    assertThat(out.toString()).contains("[promql/fragile]\n", "1 pack, 1 alert: 1 warning\n");
    assertThat(run("lint", "--strict", "--spec", spec.toString())).isEqualTo(1);
  }

  @Test
  void aJobThatNobodyWatchesIsToldWithItsPlace() throws IOException {
    var spec = entry("spec", "[exporters]");
    Files.writeString(
        Path.of(spec),
        """
        prometheus:
          interval: 15s
          jobs:
            orama: {targets: ["localhost:9587"]}
            mill: {targets: ["localhost:9090"]}
        """,
        StandardOpenOption.APPEND);
    assertThat(run("lint", "--spec", spec)).isZero();
    assertThat(out.toString())
        .contains(
            spec
                + ":7:11: mill: no alert tells when its targets are down: write one, when:"
                + " up{job=\"mill\"} == 0 [alerts/up]\n")
        .contains("1 pack, 11 alerts: 1 warning\n");
  }

  @Test
  void anImportedContractIsPrinted() throws IOException {
    var live = Files.writeString(folder.resolve("live.prom"), METRICS).toString();
    assertThat(run("catalogue", "import", live, "--name", "mine", "--prefix", "wireguard_"))
        .isZero();
    assertThat(out.toString()).contains("exporter: mine\nnamespace: wireguard\n");
    assertThat(run("catalogue", "import", live, "--name", "mine", "--prefix", "node_"))
        .isEqualTo(1);
    assertThat(err.toString()).endsWith(": exposes no metric that begins with 'node_'\n");
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(run("schema")).isZero();
    assertThat(out.toString()).isEqualTo(SchemaCommand.schema());
  }

  private String entry(String name, String include) throws IOException {
    var text = "severities: [critical, high, warning, info]\ninclude: " + include + "\n";
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }

  private int run(String... args) {
    return RulesGen.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
