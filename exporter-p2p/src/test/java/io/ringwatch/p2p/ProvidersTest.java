package io.ringwatch.p2p;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Query;
import io.ringwatch.core.Samples;
import io.ringwatch.core.Setup;
import io.ringwatch.p2p.source.Resolver;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who provides an address, from the configuration to metrics and target lists. */
class ProvidersTest {

  private static final String NETWORKS =
      """
      providers:
        lambda: [198.51.100.0/24, '2001:db8::/32']
        vast: [198.51.100.128/25]
      """;

  @TempDir Path directory;

  private static Setup setUp(String yaml) throws ConfigException {
    return new Wiring(Resolver.SYSTEM).setUp(StrictYaml.parse("p2p.yaml", yaml, Settings.class));
  }

  @Test
  void peersOfAStatusHaveTheProviderOfTheirAddress() throws Exception {
    var status =
        """
        {"alive_peers": 1, "all_peers": {
          "a": {"host": "198.51.100.7"}, "b": {"host": "198.51.100.200"},
          "c": {"host": "hub.example.org"}}}
        """;
    var file = Files.writeString(directory.resolve("status.json"), status);
    var targets = "targets: [{name: hub, module: ringrift, source: {file: %s}}]\n".formatted(file);
    var samples = new Samples(1000);
    setUp(NETWORKS + targets).collector().collect(Deadline.in(Duration.ofSeconds(9)), samples);
    var page = new ByteArrayOutputStream();
    samples.write(page);
    assertThat(page.toString(UTF_8))
        .contains("{target=\"hub\",peer=\"a\",host=\"198.51.100.7\",provider=\"lambda\"} 1")
        .contains("{target=\"hub\",peer=\"b\",host=\"198.51.100.200\",provider=\"vast\"} 1")
        .contains("{target=\"hub\",peer=\"c\",host=\"hub.example.org\"} 1");
  }

  @Test
  void targetListsHaveItToo() throws Exception {
    var file = Files.writeString(directory.resolve("n.conf"), "dev|u@2001:db8::7|node\n");
    var lists = "host_lists: [{file: %s, format: orama}]\n".formatted(file);
    var pages = setUp(NETWORKS + "targets: []\n" + lists).pages();
    var page = Objects.requireNonNull(pages.get("/sd"));
    var reply = page.get(new Query(Map.of()), Deadline.in(Duration.ofSeconds(9)));
    assertThat(reply.body()).contains("\"provider\" : \"lambda\"");
  }

  @Test
  void networkOfTwoProvidersIsRefused() {
    assertThatThrownBy(() -> setUp("providers: {a: [10.0.0.0/8], b: [10.0.0.0/8]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("providers: 10.0.0.0/8 stands twice, at ");
    assertThatThrownBy(() -> setUp("providers: {a: [10.0.0.0/33]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("p2p.yaml:1:");
  }
}
