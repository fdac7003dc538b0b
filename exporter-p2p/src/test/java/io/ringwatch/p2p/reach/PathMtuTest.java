package io.ringwatch.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwatch.p2p.source.Servers;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The largest packet that reaches a peer, over a link of 1400 bytes. */
@Timeout(60)
class PathMtuTest {

  @TempDir Path directory;

  private Path program(String script) throws IOException {
    var file = Files.writeString(directory.resolve("fping"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String yaml(Path fping) {
    return """
    fping: %s
    timeout: 500ms
    packets: 1
    path_mtu: [1280, 1400, 1420, 1500]
    peers: [{name: four, address: 127.0.0.1}, {name: six, address: '::1'}]
    """
        .formatted(fping);
  }

  @Test
  void headersOfEitherFamilyAreCountedAndWhoAnsweredIsNotAskedAgain() throws Exception {
    var log = directory.resolve("log");
    var fping =
        program(
            """
            echo "$*" >> %s
            [ "$2" = -M ] || exit 1
            case "$4" in
              1472|1452|1392) echo "${14} : - -" >&2; exit 1;;
              *) echo "${14} : 0.1 0.1" >&2;;
            esac
            """
                .formatted(log));
    try (var reach = Rounds.start(yaml(fping), new PingHistory())) {
      assertThat(Rounds.first(reach))
          .contains("mesh_path_mtu_bytes{peer=\"four\"} 1400")
          .contains("mesh_path_mtu_bytes{peer=\"six\"} 1420");
    }
    var asked = Files.readString(log);
    assertThat(asked).contains("-4 -M -b 1472", "-6 -M -b 1452", "-6 -M -b 1372", "-4 -M -b 1372");
    assertThat(asked).doesNotContain("-b 1352", "-b 1252", "-b 1232");
  }

  @Test
  void realLinkTellsItsMtu() throws Exception {
    var fping = Servers.require("fping");
    var namespace = "rw-mtu-" + ProcessHandle.current().pid();
    assumeTrue(ip("netns", "add", namespace), "needs a network namespace, which takes root and ip");
    try {
      assertThat(ip("-n", namespace, "link", "set", "lo", "mtu", "1400", "up")).isTrue();
      var inside = program("exec ip netns exec %s %s \"$@\"".formatted(namespace, fping));
      try (var reach = Rounds.start(yaml(inside), new PingHistory())) {
        assertThat(Rounds.first(reach))
            .contains("mesh_path_mtu_bytes{peer=\"four\"} 1400")
            .contains("mesh_path_mtu_bytes{peer=\"six\"} 1400")
            .contains("mesh_ping_success{peer=\"four\"} 1");
      }
    } finally {
      ip("netns", "del", namespace);
    }
  }

  private static boolean ip(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("ip"));
    all.addAll(List.of(words));
    try {
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void sizesNeedFpingAndHaveToBeSizes() {
    assertThatThrownBy(() -> Rounds.start("path_mtu: [1500]", new PingHistory()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("path_mtu needs fping");
    assertThatThrownBy(
            () -> Rounds.start("{fping: /usr/bin/fping, path_mtu: [20]}", new PingHistory()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("68 to 65000");
  }
}
