package io.ringwatch.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.p2p.reach.ListeningPorts.Protocol;
import io.ringwatch.p2p.source.Servers;
import io.ringwatch.yaml.ConfigException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the kernel says of local ports: as captured from a machine with listeners on 7373, 7946 and
 * 6443 (IPv6) over TCP, on 7946 and 51820 (IPv6) over UDP, and a connection of each kind.
 */
@Timeout(60)
class ListeningPortsTest {

  private static final Path CAPTURED = Path.of("src/test/resources/proc-net");

  @TempDir Path directory;

  @Test
  void listenersOfBothFamiliesAreSeenAndConnectionsAreNone() {
    var ports = new ListeningPorts(CAPTURED);
    assertThat(ports.check(Protocol.TCP, List.of(7373, 7946, 6443, 40404, 51820)))
        .extracting(Reading::value)
        .containsExactly(1., 1., 1., 0., 0.);
    assertThat(ports.check(Protocol.UDP, List.of(7946, 51820, 50505)))
        .extracting(Reading::value)
        .containsExactly(1., 1., 0.);
  }

  @Test
  void whatTheKernelDoesNotTellIsAbsent() throws Exception {
    var ports = new ListeningPorts(directory);
    assertThat(ports.check(Protocol.TCP, List.of(7946))).isEmpty();
    Files.copy(CAPTURED.resolve("tcp"), directory.resolve("tcp"));
    assertThat(ports.check(Protocol.TCP, List.of(7946, 6443)))
        .as("a kernel without IPv6")
        .extracting(Reading::value)
        .containsExactly(1., 0.);
  }

  @Test
  void portsThatCannotBeAreRefused() {
    for (var yaml : List.of("ports: [65536]", "listening: {udp: [0]}")) {
      assertThatThrownBy(() -> Rounds.start(yaml, new PingHistory()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("has to be 1 to 65535");
    }
  }

  @Test
  void socketsOfThisMachineAreSeenUntilTheyClose() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (var udp = new DatagramSocket(loopback);
        var reach =
            Rounds.start(
                "{interval: 1s, listening: {tcp: [%d], udp: [%d]}}"
                    .formatted(tcp.getLocalPort(), udp.getLocalPort()),
                new PingHistory())) {
      var line = "mesh_listening{port=\"%d\",protocol=\"%s\"} %d";
      assertThat(Rounds.first(reach))
          .contains(line.formatted(tcp.getLocalPort(), "tcp", 1))
          .contains(line.formatted(udp.getLocalPort(), "udp", 1));
      int port = tcp.getLocalPort();
      tcp.close();
      Servers.await(
          Rounds.PATIENCE, () -> Rounds.metrics(reach).contains(line.formatted(port, "tcp", 0)));
    }
  }
}
