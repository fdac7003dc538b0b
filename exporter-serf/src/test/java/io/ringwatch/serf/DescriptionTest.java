package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.ByteText;
import io.ringwatch.core.Expositions;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Samples;
import io.ringwatch.yaml.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {

  private static final AgentStats STATS = stats("stats.txt");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members_alive",
        "members_alive_left_failed",
        "members_leaving",
        "members_ipv6",
        "members_odd"
      })
  void answersOfRealAgentsAreDescribedAsTheGoldenSays(String name) throws Exception {
    var view =
        new AgentView(
            members(name + ".txt"), STATS, Map.of(), Map.of("members", Duration.ofMillis(3)));
    Golden.assertMatches(
        Capture.folder().resolve(name + ".prom"), describe(view, choice("role", "dc", "bin")));
  }

  @Test
  void everythingThatFlagsAddIsDescribedAsTheGoldenSays() throws Exception {
    var here = new Coordinate(List.of(0.0, 0.0), 0.0001, 0);
    var there = new Coordinate(List.of(0.003, 0.004), 0.0001, 0);
    var view =
        new AgentView(
            members("members_alive_left_failed.txt"),
            STATS,
            Map.of("slurmctl-1", here, "slurmw-1", there),
            Map.of());
    var all = new Description.Choice(TagLabels.of(List.of("role")), true, true, 100);
    Golden.assertMatches(Capture.folder().resolve("everything.prom"), describe(view, all));
  }

  @Test
  void whatTheAgentDoesNotTellHasNoSample() throws Exception {
    var view =
        new AgentView(
            List.of(),
            new AgentStats(Map.of(), Map.of(), Map.of("health_score", "x")),
            Map.of(),
            Map.of());
    assertThat(describe(view, choice()))
        .contains("serf_members{status=\"alive\"} 0\n")
        .doesNotContain(
            "serf_health_score",
            "serf_encrypted",
            "serf_queue_depth",
            "serf_lamport_time",
            "serf_coordinate_resets_total",
            "serf_agent_goroutines",
            "serf_rtt");
  }

  @Test
  void namesThatDifferOnlyInInvalidBytesAreTwoMembers() throws Exception {
    var names =
        List.of(
            ByteText.decode(new byte[] {'a', (byte) 0xff}),
            ByteText.decode(new byte[] {'a', (byte) 0xfe}),
            ByteText.decode("a\\xff".getBytes(StandardCharsets.US_ASCII)));
    var text = describe(viewOf(names.stream().map(n -> member(n, Map.of())).toList()), choice());
    assertThat(text.lines().filter(l -> l.startsWith("serf_member_up{"))).hasSize(3);
  }

  @Test
  void secretsInTagsAreNotShown() throws Exception {
    var tags = Map.of("role", "web", "auth_token", "CANARY-1", "auth", "CANARY-2", "x", "CANARY-3");
    var members = List.of(member("a", tags));
    assertThat(describe(viewOf(members), choice("role"))).doesNotContain("CANARY");
    assertThat(members.toString()).doesNotContain("CANARY");
  }

  @Test
  void tagValuesOverTheCapAreLeftOutAndCounted() throws Exception {
    var members = new ArrayList<Member>();
    for (int i = 0; i < 20; i++) {
      members.add(member("n" + i, Map.of("v", i < 10 ? "many" : "rare-" + i)));
    }
    var capped = new Description.Choice(TagLabels.of(List.of("v")), false, false, 3);
    assertThat(describe(viewOf(members), capped))
        .contains(
            "serf_members_by_tag{tag=\"v\",value=\"many\",status=\"alive\"} 10\n",
            "value=\"rare-10\",status=\"alive\"} 1\n",
            "value=\"rare-11\",status=\"alive\"} 1\n",
            "serf_tag_values_left_out{tag=\"v\"} 8\n")
        .doesNotContain("serf_members_by_tag{tag=\"v\",value=\"rare-12\"");
  }

  @Test
  void fiveHundredValuesOfHostileTagsMakeOneSeriesEach() throws Exception {
    var members = new ArrayList<Member>();
    for (int i = 0; i < 500; i++) {
      members.add(member("n" + i, Map.of("role", "\"}\n# x\\".repeat(300) + i)));
    }
    var text = describe(viewOf(members), choice("role"));
    assertThat(text.lines().filter(l -> !l.startsWith("#")))
        .allMatch(line -> line.matches("serf_[a-z_]+(\\{.*})? [0-9.]+"));
    assertThat(text.lines().filter(l -> l.startsWith("serf_member_info{"))).hasSize(500);
  }

  static List<Member> members(String capture) throws IOException {
    return SerfDecoder.members(reader(Capture.named(capture).turns().getFirst().objects().get(1)));
  }

  static AgentStats stats(String capture) {
    try {
      return SerfDecoder.stats(reader(Capture.named(capture).turns().getLast().objects().get(1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MessagePackReader reader(String hex) {
    var bytes = java.util.HexFormat.of().parseHex(hex);
    var in = new MessagePackReader(new ByteArrayInputStream(bytes));
    in.allow(bytes.length);
    return in;
  }

  static Member member(String name, Map<String, String> tags) {
    return new Member(name, "10.0.0.1", 7946, tags, Status.ALIVE, Optional.empty());
  }

  private static AgentView viewOf(List<Member> members) {
    return new AgentView(members, STATS, Map.of(), Map.of());
  }

  private static Description.Choice choice(String... tags) throws ConfigException {
    return new Description.Choice(TagLabels.of(List.of(tags)), false, false, 100);
  }

  private static String describe(AgentView view, Description.Choice choice) {
    var samples = new Samples(60_000);
    var description = new Description(choice);
    var roll = new Roll(description::entry);
    roll.call(view.members());
    description.describe(view, roll.sorted(), samples);
    return Expositions.text(samples);
  }
}
