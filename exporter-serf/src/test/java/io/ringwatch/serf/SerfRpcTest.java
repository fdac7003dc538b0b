package io.ringwatch.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SerfRpcTest {

  private static final byte[] MEMBERS = Capture.named("members_alive.txt").lastBody();
  private static final byte[] STATS = Capture.named("stats.txt").lastBody();
  private static final byte[] PLACE = Capture.named("get_coordinate_slurmw-1.txt").lastBody();
  private static final byte[] NOWHERE = Capture.named("get_coordinate_nosuch.txt").lastBody();

  @TempDir Path folder;

  @Test
  void membersStatsAndCoordinatesAreRead() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant(MEMBERS);
          wire.expect("stats");
          wire.grant(STATS);
          for (var body : List.of(PLACE, NOWHERE)) {
            wire.expect("get-coordinate");
            wire.grant(body);
          }
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThat(rpc.members(soon())).extracting(Member::name).contains("slurmctl-1", "k8sw-2");
      assertThat(rpc.stats(soon()).name()).isEqualTo("slurmctl-1");
      assertThat(rpc.coordinates(List.of("slurmw-1", "nosuch"), soon()))
          .containsOnlyKeys("slurmw-1");
    }
  }

  @Test
  void thousandsOfCoordinatesAreAskedForWithoutWaitingForEach() throws IOException {
    var names = IntStream.range(0, 5000).mapToObj(i -> "n".repeat(200) + i).toList();
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          for (int i = 0; i < names.size(); i++) {
            wire.expect("get-coordinate");
            wire.grant(PLACE);
          }
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThat(rpc.coordinates(names, soon())).hasSize(5000);
    }
  }

  @Test
  void anAnswerThatDripsByteByByteIsRead() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant();
          wire.drip(MEMBERS, 0);
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThat(rpc.members(soon())).hasSize(5);
    }
  }

  @Test
  void dripsDoNotStretchTheDeadline() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant();
          wire.drip(MEMBERS, 50);
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> rpc.members(Deadline.in(Duration.ofMillis(300))))
          .isInstanceOf(IOException.class)
          .hasMessage(agent.address() + ": members: no answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void anAgentThatAcceptsAndHangsEndsWithTheDeadlineAndTheConnectionIsDropped()
      throws IOException, InterruptedException {
    try (var agent = new FakeAgent(FakeAgent.Wire::hang)) {
      assertThatThrownBy(
              () ->
                  SerfRpc.open(
                      new Target(agent.address(), RpcToken.NONE),
                      Deadline.in(Duration.ofMillis(200))))
          .hasMessage(agent.address() + ": connect: no answer in time");
      for (int i = 0; agent.openConnections() > 0 && i < 100; i++) {
        Thread.sleep(20);
      }
      assertThat(agent.openConnections()).isZero();
    }
  }

  @Test
  void aConnectionClosedAmidMembersIsAFailure() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant(java.util.Arrays.copyOf(MEMBERS, 400));
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon()))
          .hasMessage(agent.address() + ": members: the connection was closed");
      assertThatThrownBy(() -> rpc.members(soon())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerToAnotherRequestIsRefused() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.answer(77, "", MEMBERS);
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon()))
          .hasMessage(
              agent.address() + ": members: this is no Serf RPC: a reply to 77 where 1 is due");
    }
  }

  @Test
  void streamFramesAmongAnswersAreNotTakenForThem() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.answer(99, "", Capture.named("stream_a.txt").lastBody());
          wire.grant(MEMBERS);
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon())).hasMessageContaining("a reply to 99");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd7fffffff", "dbffffffff", "81a74d656d62657273dd7fffffff", "df7fffffff"})
  void hostileLengthsAreRefused(String hex) throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant();
          wire.sendHex(hex);
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon())).hasMessageContaining("this is no Serf RPC: ");
    }
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.grant();
          wire.sendHex("81a178" + "91".repeat(100_000));
          wire.hang();
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon())).hasMessageContaining("nested deeper than 32");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n400 Bad Request",
        "\u0000\u0000\u0000\u0000",
        "-ERR unknown command\r\n"
      })
  void anotherProtocolOnThePortIsSaidToBeNoSerfRpc(String banner) {
    FakeAgent.Script script =
        wire -> {
          wire.send(banner.getBytes(StandardCharsets.ISO_8859_1));
          wire.hang();
        };
    try (var agent = new FakeAgent(script)) {
      assertThatThrownBy(() -> SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(agent.address() + ": connect: this is no Serf RPC: byte 0x");
    }
  }

  @Test
  void aTokenIsSentOnlyToWhatHasShakenHands() throws IOException {
    var file = token("s3cr3t-token");
    try (var agent =
        new FakeAgent(
            wire -> {
              wire.expect("handshake");
              wire.send("SSH-2.0-x".getBytes(StandardCharsets.US_ASCII));
              wire.hang();
            })) {
      assertThatThrownBy(() -> SerfRpc.open(new Target(agent.address(), RpcToken.in(file)), soon()))
          .hasMessageContaining("no Serf RPC");
      assertThat(agent.commands()).containsExactly("handshake");
    }
  }

  @Test
  void aRefusedTokenClosesTheConnectionAndIsNotToldEvenWhenTheAgentEchoesIt() throws IOException {
    var file = token("s3cr3t-token");
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("auth");
          wire.refuse("Invalid authentication token s3cr3t-token");
          wire.refuse("Invalid authentication token s3cr3t-token");
          wire.hang();
        };
    try (var agent = new FakeAgent(script)) {
      assertThatThrownBy(() -> SerfRpc.open(new Target(agent.address(), RpcToken.in(file)), soon()))
          .hasMessage(
              "%s: auth: the agent refuses the token in %s (see its rpc_auth)",
              agent.address(), file)
          .hasMessageNotContaining("s3cr3t");
    }
  }

  @Test
  void theDoubledErrorOfAnUnauthenticatedRequestEndsTheConnection() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("get-coordinate");
          wire.refuse("Authentication required");
          wire.refuse("Authentication required");
          wire.expect("stats");
          wire.grant(STATS);
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.coordinates(List.of("a"), soon()))
          .hasMessage(
              agent.address() + ": get-coordinate: the agent wants a token (--serf.rpc-auth-file)");
      assertThatThrownBy(() -> rpc.stats(soon())).isInstanceOf(IOException.class);
      assertThat(agent.commands()).doesNotContain("stats");
    }
  }

  @Test
  void anErrorOfTheAgentIsToldInOneBoundedLine() throws IOException {
    FakeAgent.Script script =
        wire -> {
          wire.greet();
          wire.expect("members");
          wire.refuse("first\nsecond\r" + "x".repeat(1000));
        };
    try (var agent = new FakeAgent(script);
        var rpc = SerfRpc.open(new Target(agent.address(), RpcToken.NONE), soon())) {
      assertThatThrownBy(() -> rpc.members(soon()))
          .hasMessageStartingWith(
              agent.address() + ": members: the agent answers: first second\\x0dxxx")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
  }

  @Test
  void nothingListeningIsAFailureThatNamesTheAddress() {
    var address = new RpcAddress("127.0.0.1", 1);
    assertThatThrownBy(() -> SerfRpc.open(new Target(address, RpcToken.NONE), soon()))
        .hasMessage(address + ": connect: Connection refused");
  }

  @Test
  void anUnknownHostIsAFailureThatNamesIt() {
    var address = new RpcAddress("no-such-host.invalid", 7373);
    assertThatThrownBy(() -> SerfRpc.open(new Target(address, RpcToken.NONE), soon()))
        .hasMessage("no-such-host.invalid:7373: connect: unknown host");
  }

  private Path token(String secret) throws IOException {
    var file = Files.writeString(folder.resolve("token"), secret + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5));
  }
}
