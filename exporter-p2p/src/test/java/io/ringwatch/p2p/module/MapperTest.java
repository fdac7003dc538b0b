package io.ringwatch.p2p.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.Expositions;
import io.ringwatch.core.Samples;
import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MapperTest {
  private static final Instant NOW = Instant.parse("2026-03-20T09:20:38Z");
  private static final String ROLES =
      """
      module: roles
      help: Roles.
      metrics:
        - {name: a_value, help: A value., value: x}
        - {name: a_role, help: A role., value: 1, labels: {role: role}}
      """;

  @Test
  void labelsOfTheTargetStandBeforeThoseOfTheMetric() throws Exception {
    var labels = new LinkedHashMap<String, String>();
    labels.put("target", "hub-a");
    labels.put("environment", "testnet");
    var text =
        map(
            Mapping.parse("roles.yaml", ROLES).mapper(labels, Site.in(ZoneOffset.UTC)),
            "{\"x\":1}");
    assertThat(text).contains("a_value{target=\"hub-a\",environment=\"testnet\"} 1\n");
    assertThat(text)
        .contains(
            "p2p_module_samples{target=\"hub-a\",environment=\"testnet\",module=\"roles\"} 1\n");
  }

  @Test
  void aLabelOfTheTargetGivesWayToTheMetricsOwn() throws Exception {
    var mapper =
        Mapping.parse("roles.yaml", ROLES)
            .mapper(Map.of("role", "nameserver"), Site.in(ZoneOffset.UTC));
    assertThat(map(mapper, "{\"x\":1,\"role\":\"leader\"}"))
        .contains("a_value{role=\"nameserver\"} 1\n")
        .contains("a_role{target_role=\"nameserver\",role=\"leader\"} 1\n");
  }

  @Test
  void naiveTimesAreReadInTheZoneOfTheTarget() throws Exception {
    var document =
        "{\"backend\":{\"connected\":true},\"nodes\":{\"a\":{\"last_heartbeat\":\"2026-03-20T10:20:35\"}}}";
    var berlin = BuiltIn.find("fleet-redis").mapper(Map.of(), Site.in(ZoneId.of("Europe/Berlin")));
    var utc = BuiltIn.find("fleet-redis").mapper(Map.of(), Site.in(ZoneOffset.UTC));
    assertThat(map(berlin, document))
        .contains("fleet_node_heartbeat_age_seconds{node_id=\"a\"} 3\n");
    assertThat(map(utc, document))
        .contains("fleet_node_heartbeat_age_seconds{node_id=\"a\"} -3597\n");
  }

  @Test
  void aDocumentOfAnotherSystemYieldsNoSampleOfThisOne() throws Exception {
    var mapper = BuiltIn.find("ringrift").mapper(Map.of(), Site.in(ZoneOffset.UTC));
    assertThat(map(mapper, "{\"hello\":\"world\"}"))
        .contains("p2p_module_samples{module=\"ringrift\"} 0\n")
        .doesNotContain("p2p_peers");
  }

  @Test
  void aHundredThousandKeysStayWithinTheCapOfTheScrape() throws Exception {
    var keys =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));
    var samples = new Samples(1000);
    BuiltIn.find("generic")
        .mapper(Map.of(), Site.in(ZoneOffset.UTC))
        .map(Document.of(JsonText.parse(keys.getBytes(UTF_8)), NOW), samples);
    assertThat(samples.dropped()).isEqualTo(99_000);
  }

  /** Every built-in module, over samples in which any value may have become any other. */
  @Test
  void whateverADocumentHoldsTheMappingNeitherFailsNorInventsNumbers() throws Exception {
    var random = new Random(20260320);
    for (var name : BuiltIn.NAMES) {
      var mapper = BuiltIn.find(name).mapper(Map.of("target", "t"), Site.in(ZoneOffset.UTC));
      for (var input : inputs(name)) {
        for (int i = 0; i < 40; i++) {
          var root = spoil(JsonText.parse(Files.readAllBytes(input)), random);
          mapper.walk(
              Document.of(root, NOW),
              (metric, value, labels, scope, origin) -> assertThat(value).as(origin).isFinite());
          assertThat(Explanation.of(mapper, Document.of(root, NOW)).lines())
              .allMatch(line -> line.startsWith("#") || line.contains("{target=\"t\""));
        }
      }
    }
  }

  private static Iterable<Path> inputs(String module) throws IOException {
    try (var inputs =
        Files.find(
            Path.of("src/test/resources/samples", module),
            2,
            (path, _) -> path.endsWith("input.json"))) {
      return inputs.sorted().toList();
    }
  }

  private static JsonNode spoil(JsonNode node, Random random) {
    if (random.nextInt(20) == 0) {
      return stranger(random);
    }
    if (node instanceof ObjectNode object) {
      for (var name : object.propertyNames().toArray(new String[0])) {
        if (random.nextInt(30) == 0) {
          object.remove(name);
        } else {
          object.set(name, spoil(object.get(name), random));
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, spoil(array.get(i), random));
      }
    }
    return node;
  }

  private static JsonNode stranger(Random random) {
    var json = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(Double.POSITIVE_INFINITY);
      case 3 -> json.numberNode(-1);
      case 4 -> json.stringNode("");
      case 5 -> json.stringNode("a\nb\u0000\"\\\ud800");
      case 6 -> json.arrayNode().add(json.arrayNode()).add(1).add("x").addNull();
      case 7 -> json.objectNode().put("error", "timeout");
      case 8 -> json.stringNode("9".repeat(400));
      default -> json.objectNode();
    };
  }

  private static String map(Mapper mapper, String json) throws IOException {
    var samples = new Samples(1000);
    mapper.map(Document.of(JsonText.parse(json.getBytes(UTF_8)), NOW), samples);
    return Expositions.text(samples);
  }
}
