package io.ringwatch.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictYamlTest {
  private static final String FULL =
      """
      for: 1h30m
      listen_port: 9586
      quota: 18014398509481984
      ratio: -2.5e-1
      enabled: true
      severity: needs-look
      cert_file: tls/cert.pem
      match: ^wg\\d+$
      size: 61B
      include: [a.yaml, "b c.yaml"]
      peers:
        zeta: {name: Zeta, keepalive: 25s}
        alpha:
          name: 'Alpha: the first'
          tls: {min_version: TLS12, insecure: false}
      targets:
        - 9100
        - node-a
        - [node-b, node-c]
        - url: http://node-d/
          timeout: 250ms
      title: Ring
      """;

  @TempDir Path folder;

  @Test
  void everyShapeIsRead() throws ConfigException {
    var ring = StrictYaml.parse("ring.yaml", FULL, Ring.class);
    assertThat(ring.hold()).isEqualTo(Duration.ofMinutes(90));
    assertThat(ring.listenPort()).contains(9586);
    assertThat(ring.quota()).contains(18_014_398_509_481_984L);
    assertThat(ring.ratio()).contains(-0.25);
    assertThat(ring.enabled()).contains(true);
    assertThat(ring.severity()).contains(Ring.Severity.NEEDS_LOOK);
    assertThat(ring.certFile()).contains(Path.of("tls/cert.pem"));
    assertThat(ring.match().orElseThrow().matcher("wg0").matches()).isTrue();
    assertThat(ring.size()).contains(new Ring.Octets(61));
    assertThat(ring.include()).containsExactly("a.yaml", "b c.yaml");
    assertThat(ring.peers())
        .extractingByKey("alpha")
        .returns("Alpha: the first", Ring.Peer::name)
        .returns(Optional.of(new Ring.Tls("TLS12", false)), Ring.Peer::tls);
  }

  /** To the JDK such an enum is a sealed type. */
  enum Sign {
    PLUS {
      @Override
      int times(int value) {
        return value;
      }
    },
    MINUS {
      @Override
      int times(int value) {
        return -value;
      }
    };

    abstract int times(int value);
  }

  record Signed(Sign sign, List<Sign> others) {}

  @Test
  void constantsOfAnEnumMayHaveBodies() throws ConfigException {
    var signed = StrictYaml.parse("sign.yaml", "sign: minus\nothers: [plus]\n", Signed.class);
    assertThat(signed).isEqualTo(new Signed(Sign.MINUS, List.of(Sign.PLUS)));
    assertThat(signed.sign().times(2)).isEqualTo(-2);
    assertThatThrownBy(() -> StrictYaml.parse("sign.yaml", "sign: {minus: 1}\n", Signed.class))
        .hasMessageContaining("sign.yaml:1:7: sign: expected one of plus, minus");
  }

  @Test
  void mapsKeepTheOrderOfTheFile() throws ConfigException {
    assertThat(StrictYaml.parse("ring.yaml", FULL, Ring.class).peers().keySet())
        .containsExactly("zeta", "alpha");
  }

  @Test
  void theShapeOfTheValueSelectsTheVariant() throws ConfigException {
    assertThat(StrictYaml.parse("ring.yaml", FULL, Ring.class).targets())
        .containsExactly(
            new Ring.Target.Port(9100),
            new Ring.Target.Named("node-a"),
            new Ring.Target.Group(List.of("node-b", "node-c")),
            new Ring.Target.Probe("http://node-d/", Optional.of(Duration.ofMillis(250))));
  }

  @Test
  void placesPointIntoTheFile() throws ConfigException {
    var ring = StrictYaml.parse("ring.yaml", FULL, Ring.class);
    assertThat(ring.place()).hasToString("ring.yaml:1:1");
    assertThat(ring.peers().values())
        .extracting(peer -> peer.place().toString())
        .containsExactly("ring.yaml:12:9", "ring.yaml:14:5");
    var title = ring.title().orElseThrow();
    assertThat(title.value()).isEqualTo("Ring");
    assertThat(title.place()).isEqualTo(new Place("ring.yaml", 22, 8));
    assertThat(title.place().excerpt()).isEqualTo("  title: Ring\n         ^");
  }

  @Test
  void absentIsEmptyAndAKeyWithoutValueIsAbsent() throws ConfigException {
    var ring = StrictYaml.parse("x", "for: 5m\ninclude:\npeers: ~\ntitle:\n", Ring.class);
    assertThat(ring.include()).isEmpty();
    assertThat(ring.peers()).isEmpty();
    assertThat(ring.title()).isEmpty();
    assertThat(ring.listenPort()).isEmpty();
  }

  @Test
  void anEmptyFileIsAnEmptyMapping() throws ConfigException {
    for (var text : List.of("", "# nothing\n", "---\n", "~", "\uFEFF")) {
      assertThat(StrictYaml.parse("x", text, Vault.class).user()).isEmpty();
    }
  }

  @Test
  void aliasesStandForTheirAnchor() throws ConfigException {
    var text = "for: 5m\npeers:\n  a: &a {name: A}\n  b: *a\n";
    var peers = StrictYaml.parse("x", text, Ring.class).peers();
    assertThat(peers.get("b")).isEqualTo(peers.get("a"));
  }

  @Test
  void filesThatCannotBeReadSayWhy() throws IOException {
    assertThatThrownBy(() -> StrictYaml.read(folder.resolve("names.yaml"), Ring.class))
        .isInstanceOf(ConfigException.class)
        .hasMessage(folder + "/names.yaml: no such file");
    assertThatThrownBy(() -> StrictYaml.read(folder, Ring.class))
        .hasMessage(folder + ": is a directory");
    var latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xE9});
    assertThatThrownBy(() -> StrictYaml.read(latin, Ring.class)).hasMessage(latin + ": not UTF-8");
    var large = folder.resolve("large.yaml");
    Files.write(large, new byte[StrictYaml.LARGEST_BYTES + 1]);
    assertThatThrownBy(() -> StrictYaml.read(large, Ring.class))
        .hasMessage(large + ": larger than 16 MiB");
  }

  @Test
  void aFileIsReadUnderItsOwnName() throws IOException, ConfigException {
    var file = Files.writeString(folder.resolve("ring.yaml"), "\uFEFFfor: 5m\r\ninclude: []\r\n");
    assertThat(StrictYaml.read(file, Ring.class).place()).hasToString(file + ":1:1");
  }

  @Test
  void aProblemWithoutPlaceIsJustItsMessage() {
    var error = ConfigException.of("port 9586 is in use");
    assertThat(error).hasMessage("port 9586 is in use");
    assertThat(error.report()).isEqualTo("port 9586 is in use");
    assertThat(error.problems()).containsExactly(Problem.of("port 9586 is in use"));
  }

  @Test
  void problemsAreBounded() {
    var text = new StringBuilder("for: 5m\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("unknown_").append(i).append(": 1\n");
    }
    assertThatThrownBy(() -> StrictYaml.parse("x", text.toString(), Ring.class))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(101))
        .hasMessageEndingWith("… and 4900 more");
  }

  @Test
  void hostileDocumentsEndWithinBounds() {
    assertRefused("[".repeat(100_000));
    assertRefused("{a: ".repeat(100_000));
    assertRefused("- ".repeat(100_000));
    assertRefused("? ".repeat(100_000));
    assertRefused("\"" + "\\".repeat(100_001));
    assertRefused("for: \"\\UFFFFFFFF\"");
    assertRefused("%YAML 1.99999999999\n---\nfor: 5m\n");
    assertRefused("%YAML 9.9\n---\nfor: 5m\n");
    var laughs = new StringBuilder("include:\n  - &a0 [lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("  - &a").append(i).append(" [*a").append(i - 1);
      laughs.append(", *a").append(i - 1).append("]\n");
    }
    assertRefused(laughs.toString());
  }

  @Test
  void randomTextIsReadOrRefusedButNeverBreaksTheReader() {
    var random = new Random(7);
    var words =
        List.of(":", " ", "\n", "- ", "[", "]", "{", "}", "&a ", "*a", "!t ", "\"", "'", "|");
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(i % 3 == 0 ? FULL.substring(0, random.nextInt(120)) : "");
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(words.get(random.nextInt(words.size())));
      }
      readOrRefuse(text.toString());
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      readOrRefuse(new String(bytes, UTF_8));
      readOrRefuse(mutated(random));
    }
  }

  @Test
  void aLargeFileIsReadInSeconds() throws ConfigException {
    var text = new StringBuilder("for: 5m\npeers:\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("  peer").append(i).append(": {name: node-").append(i).append("}\n");
    }
    long start = System.nanoTime();
    assertThat(StrictYaml.parse("x", text.toString(), Ring.class).peers()).hasSize(50_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(FULL);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
    }
    return text.toString();
  }

  private static void readOrRefuse(String text) {
    for (var type : List.of(Ring.class, Vault.class)) {
      try {
        assertThat(StrictYaml.parse("x", text, type)).isNotNull();
      } catch (ConfigException e) {
        assertThat(e.report()).isNotEmpty();
      }
    }
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> StrictYaml.parse("x", text, Ring.class))
        .isInstanceOf(ConfigException.class);
  }
}
