package io.ringwatch.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Expositions;
import io.ringwatch.core.Samples;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several scrapes of scripts that stand in for wg. */
class WireGuardCollectorTest {

  /** Keeps all that is logged anywhere, at every level. */
  private static final class Log extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new ArrayList<>();
    private final Level before = ROOT.getLevel();

    Log() {
      ROOT.setLevel(Level.ALL);
      ROOT.addHandler(this);
    }

    @Override
    public void publish(LogRecord log) {
      lines.add(log.getLevel() + " " + log.getMessage() + " " + log.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      ROOT.removeHandler(this);
      ROOT.setLevel(before);
    }
  }

  @TempDir private Path folder;
  private FakeWg fake;

  @BeforeEach
  void setUp() {
    fake = new FakeWg(folder);
  }

  @Test
  void roamingPeerHasAChangedEndpointAndTheSameCounters() throws Exception {
    var dump = folder.resolve("dump");
    Files.writeString(dump, roaming("08_roaming_before"));
    var collector = collector("--wg.path=" + fake.program("wg", "cat " + dump));
    var before = page(collector);

    Files.writeString(dump, roaming("08_roaming_after"));
    var after = page(collector);

    assertThat(before)
        .doesNotContain("endpoint_changes")
        .contains("endpoint=\"172.30.77.2:51820\"");
    assertThat(after)
        .contains("wireguard_peer_endpoint_changes_total{interface=\"wg0\"")
        .contains("endpoint=\"172.30.77.22:51820\"");
    assertThat(counters(after)).isEqualTo(counters(before)).hasSize(2);
  }

  @Test
  void namespacesAreToldApartByALabel() throws Exception {
    var wg = fake.program("wg", FakeWg.dumpOf("wg0"));
    var ip = fake.program("ip", "[ $3 = red ] && exit 1; shift 3; exec \"$@\"");

    var page =
        page(
            collector(
                "--wg.path=" + wg,
                "--wg.ip-path=" + ip,
                "--wg.netns=",
                "--wg.netns=blue",
                "--wg.netns=red"));

    assertThat(page)
        .contains("wireguard_peers{interface=\"wg0\"} 1\n")
        .contains("wireguard_peers{interface=\"wg0\",netns=\"blue\"} 1\n")
        .contains("wireguard_netns_up 1\n")
        .contains("wireguard_netns_up{netns=\"blue\"} 1\n")
        .contains("wireguard_netns_up{netns=\"red\"} 0\n")
        .contains("public_key=\"" + FakeWg.PUBLIC_KEY + "\",netns=\"blue\"");
  }

  @Test
  void interfaceThatCannotBeAskedIsDownAndLoggedOnce() throws Exception {
    var script = FakeWg.dumpOf("wg0") + "; echo 'Unable to access interface wg1: Nope' >&2";
    var collector = collector("--wg.path=" + fake.program("wg", script));

    try (var log = new Log()) {
      var page = page(collector);
      assertThat(page(collector))
          .isEqualTo(page)
          .contains("wireguard_interface_up{interface=\"wg0\"} 1\n")
          .contains("wireguard_interface_up{interface=\"wg1\"} 0\n");
      fake.program("wg", FakeWg.dumpOf("wg0"));
      assertThat(page(collector)).doesNotContain("wg1");
      assertThat(log.lines.stream().filter(line -> line.contains("wg1")))
          .containsExactly(
              "WARNING interface wg1: no access null",
              "INFO no longer: interface wg1: no access null");
    }
  }

  @Test
  void secretKeysAreNeitherShownNorLoggedWhateverGoesWrong() throws Exception {
    var bad =
        "printf 'wg1\\t%1$s\\t%1$s\\nwg2\\t%1$s\\t%1$s\\t%1$s\\t%1$s\\n%1$s'"
            .formatted(FakeWg.PRIVATE_KEY);
    var conf =
        Files.writeString(
            folder.resolve("wg0.conf"),
            "[Interface]\nPrivateKey = %1$s\n[Peer]\nPublicKey = %2$s\nPresharedKey = %1$s\n[Peer]\n# friendly_json = %1$s\n"
                .formatted(FakeWg.PRIVATE_KEY, FakeWg.PUBLIC_KEY));
    var wg = fake.program("wg", FakeWg.dumpOf("wg0") + ";" + bad);

    try (var log = new Log()) {
      var page = page(collector("--wg.path=" + wg, "--wg.names=" + conf));

      assertThat(page).contains("wireguard_dump_malformed_lines 3", "wireguard_names_errors 2");
      assertThat(page + log.lines).doesNotContain("CANARY");
      assertThat(log.lines).filteredOn(line -> line.startsWith("WARNING")).hasSize(5);
    }
  }

  private String roaming(String sample) throws IOException {
    var dump = Files.readString(Path.of("src/test/resources/dump/sample-" + sample + "/input.txt"));
    return dump.lines().map(line -> "wg0\t" + line + "\n").reduce("", String::concat);
  }

  private static List<String> counters(String page) {
    return page.lines()
        .filter(line -> line.startsWith("wireguard_") && line.contains("_bytes_total{"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  private static WireGuardCollector collector(String... words) throws ConfigException {
    var flags = Case.flags(Stream.of(words));
    return new WireGuardCollector(
        flags.wireGuard(), flags.settings(), new Histories(), InstantSource.system());
  }

  private static String page(WireGuardCollector collector) throws IOException {
    var samples = new Samples(1000);
    collector.collect(Deadline.in(Duration.ofSeconds(20)), samples);
    return Expositions.text(samples);
  }
}
