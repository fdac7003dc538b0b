package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Prober.Refused;
import io.ringwatch.core.Query;
import io.ringwatch.yaml.ConfigException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  private static final List<Member> RING =
      List.of(
          member("c", "fd00::2", Status.ALIVE, Map.of("role", "db", "auth", "CANARY")),
          member("a", "10.0.0.1", Status.ALIVE, Map.of("role", "web", "p", "9200", "h", "a.lan")),
          member("b", "10.0.0.2", Status.FAILED, Map.of("role", "web", "p", "x", "h", "a/b")),
          member("d", "", Status.ALIVE, Map.of()));

  @Test
  void aliveMembersBecomeTargetsByNameWithIpv6InBrackets() throws Exception {
    assertThat(targets("port=9100")).containsExactly("10.0.0.1:9100", "[fd00::2]:9100");
  }

  @Test
  void labelsTellTheMemberAndItsShownTagsOnly() throws Exception {
    var labels = discovery("port=9100").groups(RING).getLast().labels();
    assertThat(labels)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "__meta_serf_member", "c",
                "__meta_serf_address", "fd00::2",
                "__meta_serf_port", "7946",
                "__meta_serf_status", "alive",
                "__meta_serf_tag_role", "db"));
  }

  @Test
  void statusesAndTagsFilter() throws Exception {
    assertThat(targets("port=1&status=failed")).containsExactly("10.0.0.2:1");
    assertThat(targets("port=1&status=failed&status=alive")).hasSize(3);
    assertThat(targets("port=1&status=any&tag.role=web"))
        .containsExactly("10.0.0.1:1", "10.0.0.2:1");
    assertThat(targets("port=1&tag.role=none")).isEmpty();
  }

  @Test
  void portsAndAddressesMayComeFromTagsAndMembersWithoutThemAreLeftOut() throws Exception {
    assertThat(targets("port_tag=p&status=any")).containsExactly("10.0.0.1:9200");
    assertThat(targets("port=1&address_tag=h&status=any")).containsExactly("a.lan:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "port=0",
        "port=65536",
        "port=x",
        "port=1&port_tag=p",
        "port=1&status=dead",
        "port=1&x=1",
        "port=1&tag.auth=CANARY",
        "port_tag=auth",
        "port=1&address_tag=auth"
      })
  void queriesThatMakeNoSenseOrAskForHiddenTagsAreRefused(String query) {
    assertThatThrownBy(() -> discovery(query)).isInstanceOf(Refused.class);
  }

  private static List<String> targets(String query) throws Refused, ConfigException {
    return discovery(query).groups(RING).stream().flatMap(g -> g.targets().stream()).toList();
  }

  private static Discovery discovery(String query) throws Refused, ConfigException {
    var parameters =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.groupingBy(
                    p -> p[0],
                    LinkedHashMap::new,
                    Collectors.mapping(p -> p[1], Collectors.toList())));
    return Discovery.of(new Query(parameters), TagLabels.of(List.of("role", "p", "h")));
  }

  private static Member member(
      String name, String address, Status status, Map<String, String> tags) {
    return new Member(name, address, 7946, tags, status, Optional.empty());
  }
}
