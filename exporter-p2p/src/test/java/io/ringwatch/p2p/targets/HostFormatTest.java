package io.ringwatch.p2p.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Query;
import io.ringwatch.p2p.Providers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Host files of other systems, and Tailscale's peers, as target lists. */
class HostFormatTest {

  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(60));

  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String run(String... arguments) {
    var out = new StringWriter();
    var line = new CommandLine(new TargetsCommand()).setOut(new PrintWriter(out));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          out.write("failed: " + e.getMessage());
          return 1;
        });
    line.execute(arguments);
    return out.toString();
  }

  @Test
  void oramaHostsHaveEnvironmentAndRole() throws Exception {
    var file =
        file(
            "remote-nodes.conf",
            """
            # a comment

            devnet|ubuntu@198.51.100.4|node
            testnet|root@203.0.113.11|nameserver-ns1
            testnet|root@fd00::7|node
            """);
    var groups = HostFormat.ORAMA.read("f", Files.readString(file), 9587);
    assertThat(groups)
        .extracting(TargetGroup::target)
        .containsExactly("198.51.100.4:9587", "203.0.113.11:9587", "[fd00::7]:9587");
    assertThat(groups.get(1).labels())
        .containsExactly(
            Map.entry("environment", "testnet"),
            Map.entry("node", "203.0.113.11"),
            Map.entry("role", "nameserver-ns1"));
  }

  @Test
  void passwordsOfOldOramaFilesAreNeverShown() throws Exception {
    var file =
        file(
            "old.conf",
            """
            devnet|ubuntu@198.51.100.4|hunter2|node|/home/me/.ssh/key
            devnet|ubuntu@198.51.100.5|node|more|hunter2
            """);
    var out = run("--format", "orama", file.toString());
    assertThat(out).contains("198.51.100.4:9587", "198.51.100.5:9587");
    assertThat(out).doesNotContain("hunter2", ".ssh", "ubuntu");
    var broken = file("broken.conf", "devnet|ubuntu@198.51.100.4|hunter2\nhunter2\n");
    assertThat(run("--format", "orama", broken.toString()))
        .contains("broken.conf:1: no role", "broken.conf:2: not environment|user@host|role")
        .doesNotContain("hunter2");
  }

  @Test
  void ringriftHostsMayBeAMapping() throws Exception {
    var text =
        """
        p2p_voters: [hub-a]
        provider_timeouts: {vultr: {peer_timeout: 60}}
        hosts:
          hub-a: {ssh_host: 198.51.100.10, tailscale_ip: 100.64.0.10, role: coordinator, status: ready, ssh_key: ~/.ssh/id}
          cpu-d: {ssh_host: 203.0.113.20, role: cpu_selfplay}
        """;
    var groups = HostFormat.RINGRIFT.read("f", text, 8770);
    assertThat(groups)
        .extracting(TargetGroup::target)
        .containsExactly("100.64.0.10:8770", "203.0.113.20:8770");
    assertThat(groups.getFirst().labels())
        .containsEntry("voter", "true")
        .containsEntry("role", "coordinator")
        .containsEntry("fallback_host", "198.51.100.10");
    assertThat(groups.get(1).labels()).containsEntry("voter", "false");
    assertThat(TargetGroup.json(groups)).doesNotContain(".ssh");
  }

  @Test
  void ringriftHostsMayBeAList() throws Exception {
    var text =
        """
        hosts:
          - {name: n1, host: 198.51.100.30, fallback_host: 10.0.0.15, port: 22}
        voter_nodes: [n1]
        """;
    var groups = HostFormat.RINGRIFT.read("f", text, 8770);
    assertThat(groups.getFirst().target()).isEqualTo("198.51.100.30:8770");
    assertThat(groups.getFirst().labels())
        .containsEntry("node", "n1")
        .containsEntry("voter", "true")
        .containsEntry("fallback_host", "10.0.0.15");
  }

  @Test
  void providerIsWhoOwnsAnyOfAHostsAddresses() throws Exception {
    var file =
        file(
            "hosts.yaml",
            """
            hosts:
              hub-a: {ssh_host: 198.51.100.10, tailscale_ip: 100.64.0.10}
              cpu-d: {ssh_host: 203.0.113.20}
              gpu-b: {ssh_host: 198.51.100.15, provider: lab}
            """);
    var out =
        run(
            "--format=ringrift",
            "--check",
            "--provider=vultr=198.51.100.0/24",
            "--provider=vultr=192.0.2.0/24",
            file.toString());
    assertThat(out)
        .contains("100.64.0.10:8770 {fallback_host=198.51.100.10, node=hub-a, provider=vultr,")
        .contains("198.51.100.15:8770 {node=gpu-b, provider=lab,")
        .contains("203.0.113.20:8770 {node=cpu-d, voter=false}");
  }

  @Test
  void brokenHostFilesAreNamedAndNotQuoted() {
    assertThatThrownBy(() -> HostFormat.RINGRIFT.read("f.yaml", "hosts: {a: [}", 1))
        .hasMessageStartingWith("f.yaml:1:")
        .hasMessageEndingWith("not YAML");
    assertThatThrownBy(() -> HostFormat.RINGRIFT.read("f.yaml", "hosts: {a: {password: x}}", 1))
        .hasMessage("f.yaml: a: has no address");
    assertThatThrownBy(() -> HostFormat.RINGRIFT.read("f.yaml", "voters: []", 1))
        .hasMessage("f.yaml: hosts is missing");
    assertThatThrownBy(
            () -> HostFormat.RINGRIFT.read("f.yaml", "a: &a [x]\nb: &b [*a,*a]\n".repeat(2), 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void checkPrintsTheFirstFive() throws Exception {
    var text = new StringBuilder();
    for (int i = 1; i <= 7; i++) {
      text.append("devnet|u@10.0.0.").append(i).append("|node\n");
    }
    var out = run("--format", "orama", "--check", file("n.conf", text.toString()).toString());
    assertThat(out.lines()).hasSize(6);
    assertThat(out).contains("7 hosts", "10.0.0.5:9587").doesNotContain("10.0.0.6:9587");
  }

  @Test
  void pageServesAllFilesAndFailsIfOneCannotBeRead() throws Exception {
    var good = file("n.conf", "devnet|u@10.0.0.1|node\n");
    var list = new HostListConfig(good, HostFormat.ORAMA, Optional.of(1234));
    var reply = new HostListPage(List.of(list), Providers.NONE).get(new Query(Map.of()), SOON);
    var groups = JsonMapper.shared().readTree(reply.body());
    assertThat(groups.at("/0/targets/0").asString()).isEqualTo("10.0.0.1:1234");
    assertThat(groups.at("/0/labels/environment").asString()).isEqualTo("devnet");
    var gone = new HostListConfig(directory.resolve("gone"), HostFormat.ORAMA, Optional.empty());
    assertThatThrownBy(
            () ->
                new HostListPage(List.of(list, gone), Providers.NONE)
                    .get(new Query(Map.of()), SOON))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void tailscalePeersAreListedWithThisMachine() throws Exception {
    var status =
        """
        {"BackendState": "Running",
         "Self": {"HostName": "me", "TailscaleIPs": ["100.64.0.20"], "Online": true},
         "Peer": {"k1": {"HostName": "v6", "TailscaleIPs": ["fd7a::a"], "Online": false, "Tags": ["tag:x"]},
                  "k2": {"HostName": "none", "TailscaleIPs": null}}}
        """;
    var page = tailscale(status);
    var reply = page.get(new Query(Map.of("port", List.of("8770"))), SOON);
    var groups = JsonMapper.shared().readTree(reply.body());
    assertThat(groups.size()).isEqualTo(2);
    assertThat(groups.at("/0/targets/0").asString()).isEqualTo("100.64.0.20:8770");
    assertThat(groups.at("/1/targets/0").asString()).isEqualTo("[fd7a::a]:8770");
    assertThat(groups.at("/1/labels/node").asString()).isEqualTo("v6");
    assertThat(groups.at("/1/labels/__meta_tailscale_tags").asString()).isEqualTo(",tag:x,");
    assertThat(page.get(new Query(Map.of()), SOON).status()).isEqualTo(400);
  }

  @Test
  void stoppedTailscaleIsNotAnEmptyList() {
    var page = tailscale("{\"BackendState\": \"Stopped\", \"Peer\": null}");
    assertThatThrownBy(() -> page.get(new Query(Map.of("port", List.of("1"))), SOON))
        .isInstanceOf(IOException.class);
  }

  private static TailscalePage tailscale(String status) {
    var root = JsonMapper.shared().readTree(status);
    return new TailscalePage(
        deadline -> io.ringwatch.p2p.Document.of(root, Instant.EPOCH), Providers.NONE);
  }
}
