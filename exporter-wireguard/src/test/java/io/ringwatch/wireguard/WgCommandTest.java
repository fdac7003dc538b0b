package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.ringwatch.core.Deadline;
import io.ringwatch.wireguard.WgCommand.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand in for wg; the real one runs in the end-to-end tests. */
@Timeout(30)
class WgCommandTest {

  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));
  private static final String NO_INTERFACES = "";

  @TempDir private Path folder;
  private FakeWg fake;

  @BeforeEach
  void setUp() {
    fake = new FakeWg(folder);
  }

  @Test
  void allInterfacesAreAskedAtOnce() throws IOException {
    var wg = fake.program("wg", "[ \"$*\" = 'show all dump' ] && " + FakeWg.dumpOf("wg0"));

    var sight = command(wg, NO_INTERFACES).read(SOON);

    assertThat(sight.dump().interfaces()).extracting(Interface::name).containsExactly("wg0");
    assertThat(sight.dump().peers()).hasSize(1);
    assertThat(sight.unreachable()).isEmpty();
  }

  @Test
  void noInterfaceIsNoFailure() throws IOException {
    assertThat(command(fake.program("wg", "exit 0"), NO_INTERFACES).read(SOON).dump())
        .isEqualTo(Dump.EMPTY);
  }

  @Test
  void interfaceThatOnlyStandardErrorKnowsIsUnreachable() throws IOException {
    var script =
        FakeWg.dumpOf("wg0")
            + "; printf 'Unable to access interface wg: x\\377: Connection refused\\n' >&2"
            + "; echo 'Unable to access interface wg9: No such device' >&2; exit 0";

    var sight = command(fake.program("wg", script), NO_INTERFACES).read(SOON);

    assertThat(sight.unreachable()).containsExactly("wg9", "wg: x\udcff");
    assertThat(sight.dump().peers()).hasSize(1);
  }

  @Test
  void chosenInterfacesAreAskedOneByOne() throws IOException {
    var wg =
        fake.program(
            "wg",
            "[ $2 = wg0 ] && { "
                + FakeWg.dumpOf("wg0").replace("wg0\\t", "")
                + "; exit; }; echo 'Unable to access interface: No such device' >&2; exit 1");

    var sight = command(wg, "wg0", "wg1").read(SOON);

    assertThat(sight.dump().peers()).extracting(Peer::interfaceName).containsExactly("wg0");
    assertThat(sight.unreachable()).containsExactly("wg1");
  }

  @Test
  void withoutRightsTheMessageSaysHowToGetThem() throws IOException {
    var wg =
        fake.program(
            "wg", "echo 'Unable to access interface: Operation not permitted' >&2; exit 1");

    assertThatIOException()
        .isThrownBy(() -> command(wg, NO_INTERFACES).read(SOON))
        .withMessage(
            wg
                + ": exit 1: Unable to access interface: Operation not permitted"
                + " (run as root, give it CAP_NET_ADMIN or set --wg.sudo)");
  }

  @Test
  void missingProgramPointsToTheFlag() {
    assertThatIOException()
        .isThrownBy(() -> command("/no/such/wg", NO_INTERFACES).read(SOON))
        .withMessage("/no/such/wg: no such program (set --wg.path)");
  }

  @Test
  void daemonThatHangsIsGivenUpAtTheDeadline() throws IOException {
    var wg = fake.program("wg", "sleep 60");

    assertThatIOException()
        .isThrownBy(() -> command(wg, NO_INTERFACES).read(Deadline.in(Duration.ofMillis(200))))
        .withMessageContaining("did not answer");
  }

  @Test
  void namespaceIsEnteredThroughIp() throws IOException {
    var wg = fake.program("wg", FakeWg.dumpOf("wg0"));
    var ip =
        fake.program(
            "ip", "[ \"$1 $2 $3\" = 'netns exec blue' ] && shift 3 && exec \"$@\"; exit 9");
    var setup = new Setup(List.of(), wg, ip, List.of());

    assertThat(new WgCommand(setup, "blue").read(SOON).netns()).isEqualTo("blue");
    assertThatIOException()
        .isThrownBy(() -> new WgCommand(setup, "red").read(SOON))
        .withMessageContaining("exit 9");
  }

  @Test
  void prefixStandsBeforeAll() throws IOException {
    var sudo = fake.program("sudo", "[ \"$1\" = -n ] && shift && exec \"$@\"");
    var wg = fake.program("wg", FakeWg.dumpOf("wg0"));
    var setup = new Setup(List.of(sudo, "-n"), wg, "/usr/sbin/ip", List.of());

    assertThat(new WgCommand(setup, "").read(SOON).dump().peers()).hasSize(1);
  }

  @Test
  void oneNamespaceThatFailsTakesNothingFromTheOthers() throws IOException {
    var good = command(fake.program("wg", FakeWg.dumpOf("wg0")), NO_INTERFACES);
    var bad = new Setup(List.of(), "/no/such/wg", fake.program("ip", "exit 3"), List.of());

    var reading = new Namespaces(List.of(new WgCommand(bad, "red"), good)).read(SOON);

    assertThat(reading.sights()).extracting(Sight::netns).containsExactly("");
    assertThat(reading.failures()).containsOnlyKeys("red");
  }

  @Test
  void whereAllNamespacesFailTheScrapeFails() throws IOException {
    var bad = new Setup(List.of(), "/no/such/wg", fake.program("ip", "exit 3"), List.of());

    assertThatIOException()
        .isThrownBy(
            () ->
                new Namespaces(List.of(new WgCommand(bad, "red"), new WgCommand(bad, "blue")))
                    .read(SOON))
        .withMessageContaining("exit 3");
  }

  private static WgCommand command(String wg, String... interfaces) {
    var names = List.of(interfaces).stream().filter(name -> !name.isEmpty()).toList();
    return new WgCommand(new Setup(List.of(), wg, "/usr/sbin/ip", names), "");
  }
}
