package io.ringwatch.p2p.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringwatch.core.Deadline;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger can and cannot make the exporter ask. */
class ProbeConfigTest {

  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));
  private static final String ANYWHERE =
      "allow: {networks: [0.0.0.0/0, '::/0'], ports: [80, 8770]}";

  private static ProbeConfig config(String yaml) throws ConfigException {
    return StrictYaml.parse("test.yaml", yaml, ProbeConfig.class);
  }

  private static void probe(String yaml, String target) throws ConfigException, IOException {
    var config = config(yaml);
    config.open(config.url(target), Resolver.SYSTEM).read(SOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.169.254.",
        "2852039166",
        "0xA9FEA9FE",
        "0xa9.0xfe.0xa9.0xfe",
        "0251.0376.0251.0376",
        "169.16689662",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "127.0.0.1",
        "127.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "[::]",
        "224.0.0.1",
      })
  void noSpellingOfAForbiddenAddressIsProbed(String host) {
    assertThatThrownBy(() -> probe(ANYWHERE, host + ":80"))
        .isInstanceOf(IOException.class)
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(Forbidden.class),
            e -> assertThat(e).hasMessageContaining("unknown host"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "http://10.0.0.1:8770/other",
        "http://10.0.0.1:8770/status?x=1",
        "https://10.0.0.1:8770/status",
        "http://user:pass@10.0.0.1:8770/status",
        "10.0.0.1:22",
        "10.0.0.1",
        "10.0.0.1:8770/status/../admin",
        "10.0.0.1:8770@evil:8770",
        "a b:8770",
        "",
        ":8770",
        "http://",
      })
  void onlyHostAndPortOfTheListAreTargets(String target) throws Exception {
    var config = config("{path: /status, allow: {networks: [10.0.0.0/8], ports: [8770]}}");
    assertThatThrownBy(() -> config.url(target)).isInstanceOf(Forbidden.class);
  }

  @Test
  void hostsMatchByPatternWithoutTheDomainItself() throws Exception {
    var config = config("allow: {hosts: ['*.ring.example'], ports: [8770]}");
    assertThat(config.url("A.ring.example:8770").host()).isEqualTo("A.ring.example");
    for (var host : List.of("ring.example", "evilring.example", "a.ring.example.evil")) {
      assertThatThrownBy(() -> config.url(host + ":8770")).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void nameThatResolvesToAnotherNetworkIsForbidden() throws Exception {
    var config = config("allow: {hosts: [peer.example], networks: [10.0.0.0/8], ports: [8770]}");
    Resolver resolver = (host, deadline) -> List.of(InetAddress.ofLiteral("192.0.2.1"));
    assertThatThrownBy(() -> config.open(config.url("peer.example:8770"), resolver).read(SOON))
        .isInstanceOf(Forbidden.class);
  }

  @Test
  void oneForbiddenAddressAmongSeveralForbidsTheName() throws Exception {
    var config = config("allow: {hosts: [peer.example], ports: [8770]}");
    Resolver resolver =
        (host, deadline) ->
            List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("127.0.0.1"));
    assertThatThrownBy(() -> config.open(config.url("peer.example:8770"), resolver).read(SOON))
        .isInstanceOf(Forbidden.class);
  }

  /** The name changes its address after the check: the checked address is what is connected to. */
  @Test
  void connectionGoesToTheAddressThatWasChecked() throws Exception {
    try (var peer = WebPeer.start().json("/", "{\"who\": \"checked\"}")) {
      var config =
          config(
              "allow: {hosts: [peer.example], networks: [127.0.0.0/8], ports: [%d]}"
                  .formatted(peer.port()));
      var asked = new AtomicInteger();
      Resolver rebinding =
          (host, deadline) ->
              List.of(
                  InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"));
      var url = config.url("peer.example:" + peer.port());
      var source = config.open(url, rebinding);
      assertThat(source.read(SOON).root().path("who").asString()).isEqualTo("checked");
      assertThat(asked).hasValue(1);
      assertThat(peer.asked().getFirst())
          .containsEntry("Host", List.of("peer.example:" + peer.port()));
      assertThatThrownBy(() -> source.read(SOON)).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void redirectIsCheckedAgainstTheListToo() throws Exception {
    try (var peer = WebPeer.start();
        var other = WebPeer.start()) {
      peer.redirect("/", other.url("/"));
      other.json("/", "{}");
      var yaml = "allow: {networks: [127.0.0.1/32], ports: [%d]}".formatted(peer.port());
      assertThatThrownBy(() -> probe(yaml, "127.0.0.1:" + peer.port()))
          .isInstanceOf(Forbidden.class);
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void listWithoutHostsAndNetworksOrWithoutPortsIsRefused() {
    assertThatThrownBy(() -> config("allow: {ports: [80]}"))
        .hasMessageContaining("hosts or networks");
    assertThatThrownBy(() -> config("allow: {networks: [10.0.0.0/8]}"))
        .hasMessageContaining("ports");
  }
}
