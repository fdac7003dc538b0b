package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Page;
import io.ringwatch.core.Prober.Refused;
import io.ringwatch.core.Query;
import io.ringwatch.core.Setup;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class SerfExporterTest {

  @TempDir Path folder;

  @Test
  void theCatalogueIsTheOneThatRulesAreCheckedAgainst() throws ConfigException {
    var about = SerfExporter.about(TagLabels.of(SerfExporter.DEFAULT_TAGS));
    Golden.assertMatches(
        Golden.root()
            .resolve("rules-gen/src/main/resources/io/ringwatch/rules/catalogue/serf.yaml"),
        about.catalogue().toYaml());
  }

  @Test
  void addressesThatMakeNoSenseAreToldByFlag() {
    assertThatThrownBy(() -> setUp("--serf.rpc-address=::1:7373"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "--serf.rpc-address: '::1:7373' is not an RPC address (try 127.0.0.1:7373 or"
                + " [::1]:7373)");
    assertThatThrownBy(() -> setUp("--serf.probe-target=nonsense"))
        .hasMessageStartingWith("--serf.probe-target: 'nonsense' is not an RPC address");
  }

  @Test
  void tokensThatEverybodyCanReadAreRefusedAtTheStart() throws IOException {
    var file = Files.writeString(folder.resolve("token"), "CANARY");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    for (var flag :
        List.of("--serf.rpc-auth-file=" + file, "--serf.probe-target=127.0.0.1:1=" + file)) {
      assertThatThrownBy(() -> setUp(flag))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("a secret that everybody can read (chmod o-r it)")
          .hasMessageNotContaining("CANARY");
    }
  }

  @Test
  void aReloadKeepsTheCountersOfTheAgents() throws ConfigException {
    var program = program();
    assertThat(program.setUp()).isSameAs(program.setUp());
  }

  @Test
  void onlyNamedTargetsAreProbedAndTheSameOneIsTheSameAgent() throws Exception {
    var prober = setUp("--serf.probe-target=127.0.0.1:1", "--serf.probe-target=[::1]:2").prober();
    var query = new Query(Map.of("target", List.of("[::1]:2")));
    assertThat(prober.orElseThrow().collectorFor(query))
        .isSameAs(prober.orElseThrow().collectorFor(query));
    assertThatThrownBy(
            () ->
                prober
                    .orElseThrow()
                    .collectorFor(new Query(Map.of("target", List.of("169.254.169.254:80")))))
        .isInstanceOf(Refused.class)
        .hasMessage("this target is not allowed (see --serf.probe-target)");
    assertThatThrownBy(() -> prober.orElseThrow().collectorFor(new Query(Map.of())))
        .hasMessage("target is missing (try ?target=HOST:PORT)");
    assertThat(setUp().prober()).isEmpty();
  }

  @Test
  void discoveryListsAllMembersOfTheFakeRingAsJson() throws Exception {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant(Capture.named("members_ipv6.txt").lastBody());
        };
    try (var agent = new FakeAgent(script)) {
      var reply = discover(setUp("--serf.rpc-address=" + agent.address()), "9100");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.contentType()).isEqualTo("application/json");
      assertThat(new JsonMapper().readTree(reply.body()).get(1).get("targets").get(0).asString())
          .isEqualTo("[fd00::2]:9100");
    }
  }

  @Test
  void discoveryFailsInsteadOfBeingEmptyWhenTheAgentIsGone() throws Exception {
    RpcAddress address;
    try (var agent = new FakeAgent(wire -> {})) {
      address = agent.address();
    }
    assertThatThrownBy(() -> discover(setUp("--serf.rpc-address=" + address), "9100"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void discoveryWithoutAPortSaysHowToAskForOne() throws Exception {
    var reply = discover(setUp(), "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("either port or port_tag must be there (try ?port=9100)\n");
  }

  private static Page.Reply discover(Setup setup, String port) throws IOException {
    var page = Objects.requireNonNull(setup.pages().get("/sd"));
    var query = new Query(Map.of("port", List.of(port)));
    return page.get(query, Deadline.in(Duration.ofSeconds(2)));
  }

  private static SerfExporter program(String... arguments) {
    var program = new SerfExporter();
    var line = new CommandLine(program);
    line.registerConverter(Duration.class, text -> Duration.ofSeconds(5));
    line.parseArgs(arguments);
    return program;
  }

  private static Setup setUp(String... arguments) throws ConfigException {
    return program(arguments).setUp();
  }
}
