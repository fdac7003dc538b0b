package io.ringwatch.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.p2p.reach.Fping.Pings;
import io.ringwatch.p2p.reach.ReachConfig.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What fping prints, and where peers come from. */
class FpingTest {

  @Test
  void roundTripsAndLossesAreToldApart() {
    var pings =
        Fping.parse(
            """
            no-such-host: Name or service not known
            10.42.0.2   : 0.61 - 12.5
            fd00::2 : - - -
            ICMP Host Unreachable from 10.0.0.1 for ICMP Echo sent to 10.42.0.9
            """);
    assertThat(pings)
        .containsExactly(
            Map.entry(
                "10.42.0.2",
                new Pings(List.of(Duration.ofNanos(610_000), Duration.ofNanos(12_500_000)), 1)),
            Map.entry("fd00::2", new Pings(List.of(), 3)));
  }

  @Test
  void wireguardPeersAreThoseWithASingleAddress() {
    var page =
        """
        # TYPE wireguard_peer_info gauge
        wireguard_peer_info{interface="wg0",public_key="a=",allowed_ips="10.42.0.2/32,10.9.0.0/24",friendly_name="node2"} 1
        wireguard_peer_info{interface="wg0",public_key="b=",allowed_ips="fd00::3/128",friendly_name=""} 1
        wireguard_peer_info{interface="wg0",public_key="c=",allowed_ips="0.0.0.0/0",friendly_name="exit"} 1
        wireguard_peer_info{interface="wg0",public_key="d=",allowed_ips="(none)"} 1
        """;
    assertThat(PeerSearch.wireguard(page))
        .containsExactly(new Peer("node2", "10.42.0.2"), new Peer("fd00::3", "fd00::3"));
  }

  @Test
  void targetListsGivePeersTheirNames() throws Exception {
    var groups =
        JsonMapper.shared()
            .readTree(
                """
                [{"targets": ["10.0.0.1:7946"], "labels": {"__meta_serf_member": "a"}},
                 {"targets": ["[fd00::2]:7946", "-x:1"]},
                 {"targets": ["10.0.0.3"], "labels": {"node": "c"}}]
                """);
    assertThat(PeerSearch.groups(groups))
        .containsExactly(
            new Peer("a", "10.0.0.1"), new Peer("fd00::2", "fd00::2"), new Peer("c", "10.0.0.3"));
  }
}
