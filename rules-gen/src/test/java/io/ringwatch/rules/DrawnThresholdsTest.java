package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The thresholds of the committed dashboards are numbers that the committed rules compare with,
 * read from the text of both.
 */
class DrawnThresholdsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:[<>]=?|[!=]=)\\s*(?:bool\\s+)?(-?[0-9.]+(?:e[+-]?[0-9]+)?(?: \\* [0-9.]+)*)");

  /** Alerts that compare something else than a panel can draw as a line or as a colour. */
  private static final Map<String, String> DRAWN_OTHERWISE =
      Map.of(
          "ClusterSizeChanged", "a change is a step of the line",
          "SerfRingSizeChanged", "a change is a step of the line",
          "ClusterMeshIncomplete", "compares two lines, and both are there",
          "OramaWireGuardPeersMissing", "compares two lines, and both are there");

  private static final BigDecimal LITTLE = new BigDecimal("0.000001");
  private static final Set<String> FINE = Set.of("green", "text", "blue");

  private static final Pattern PANEL = Pattern.compile("/d/([\\w-]+)\\?viewPanel=(\\d+)");

  private static Suite suite;

  @BeforeAll
  static void compile() throws ConfigException {
    suite = Compilation.of(Spec.read(Places.root().resolve("rules-gen/spec/ringwatch.yaml")));
  }

  @TestFactory
  Stream<DynamicTest> everyThresholdIsAnAlerts() {
    return suite.spec().dashboards().stream()
        .map(d -> DynamicTest.dynamicTest(d.dashboard().value(), () -> check(d)));
  }

  @Test
  void alertsAreDrawn() {
    var drawn = suite.dashboards().stream().flatMap(d -> d.panels().stream());
    assertThat(drawn.flatMap(p -> p.series().stream()).filter(s -> !s.field().steps().isEmpty()))
        .hasSizeGreaterThan(80);
  }

  @TestFactory
  Stream<DynamicTest> everyAlertLeadsToAPanelThatDrawsIt() {
    return rules().values().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> leadsToItsPanel(rule)));
  }

  @Test
  void whatIsDrawnOtherwiseIsStillThere() {
    assertThat(rules().keySet()).containsAll(DRAWN_OTHERWISE.keySet());
  }

  /** By a threshold, by a colour of its state, or, comparing two series, by both. */
  private static void leadsToItsPanel(RulePack.Rule rule) throws IOException {
    var url = PANEL.matcher(rule.annotations().getOrDefault("dashboard_url", ""));
    assertThat(url.find()).as("dashboard_url names a panel").isTrue();
    var panel = panel(url.group(1), Integer.parseInt(url.group(2)));
    var numbers = numbers(Set.of(rule.name()));
    if (!numbers.isEmpty() && !isColoured(panel) && !DRAWN_OTHERWISE.containsKey(rule.name())) {
      assertThat(drawn(panel)).as(panel.get("title") + " draws").containsAnyElementsOf(numbers);
    }
  }

  private static JsonNode panel(String uid, int id) throws IOException {
    for (var dashboard : suite.spec().dashboards()) {
      if (dashboard.uid().value().equals(uid)) {
        return panels(tree(dashboard)).filter(p -> p.get("id").asInt() == id).findFirst().get();
      }
    }
    throw new AssertionError("no dashboard " + uid);
  }

  /** Whether one of its values has a word in a colour that warns. */
  private static boolean isColoured(JsonNode panel) {
    return panel.findParents("index").stream()
        .anyMatch(meaning -> !FINE.contains(meaning.get("color").asString()));
  }

  private static void check(DashboardSpec dashboard) throws IOException {
    var tree = tree(dashboard);
    var specs = dashboard.panels();
    for (var panel : panels(tree).toList()) {
      var spec = specs.get(panel.get("id").asInt() - 1).getValue();
      if (spec.steps().isEmpty()
          && spec.series().values().stream().allMatch(DrawnThresholdsTest::byAlerts)) {
        var alerts = alerts(dashboard, panel.get("id").asInt(), spec);
        assertThat(numbers(alerts)).as(spec.title()).containsAll(drawn(panel));
      }
    }
  }

  private static JsonNode tree(DashboardSpec dashboard) throws IOException {
    var path = "grafana/" + dashboard.dashboard().value() + ".json";
    return JSON.readTree(Files.readString(Places.root().resolve(path)));
  }

  private static boolean byAlerts(Placed<DashboardSpec.Series> series) {
    return series.value().steps().isEmpty();
  }

  private static Stream<JsonNode> panels(JsonNode parent) {
    return parent
        .get("panels")
        .valueStream()
        .flatMap(p -> p.get("type").asString().equals("row") ? panels(p) : Stream.of(p));
  }

  /** In the panel's own field and in those of single series. */
  private static Set<Double> drawn(JsonNode panel) {
    Set<Double> drawn = new TreeSet<>();
    for (var steps : panel.findValues("steps")) {
      steps
          .valueStream()
          .filter(JsonNode::isObject)
          .map(step -> step.get("value"))
          .filter(value -> value != null && value.isNumber())
          .forEach(value -> drawn.add(value.asDouble()));
    }
    return drawn;
  }

  /** Those that lead to the panel, and those that it names. */
  private static Set<String> alerts(DashboardSpec dashboard, int id, DashboardSpec.Panel panel) {
    Set<String> names = new HashSet<>();
    panel.alerts().forEach(name -> names.add(name.value()));
    panel.series().values().stream()
        .flatMap(series -> series.value().alerts().stream())
        .forEach(name -> names.add(name.value()));
    for (var rule : rules().values()) {
      var url = PANEL.matcher(rule.annotations().getOrDefault("dashboard_url", ""));
      if (url.find()
          && url.group(1).equals(dashboard.uid().value())
          && Integer.parseInt(url.group(2)) == id) {
        names.add(rule.name());
      }
    }
    return names;
  }

  private static Map<String, RulePack.Rule> rules() {
    Map<String, RulePack.Rule> rules = new LinkedHashMap<>();
    suite.packs().forEach(pack -> pack.rules().forEach(rule -> rules.put(rule.name(), rule)));
    return rules;
  }

  /** A comparison with one value is drawn as a stretch of one, and what is more just behind. */
  private static Set<Double> numbers(Set<String> alerts) {
    Set<Double> numbers = new TreeSet<>();
    for (var name : alerts) {
      var matcher = NUMBER.matcher(Objects.requireNonNull(rules().get(name)).expr());
      matcher
          .results()
          .map(r -> product(List.of(r.group(1).split(" \\* ", -1))))
          .forEach(
              number -> {
                numbers.add(number);
                numbers.add(number + 1);
                numbers.add(BigDecimal.valueOf(number).add(LITTLE).doubleValue());
              });
    }
    return numbers;
  }

  private static double product(List<String> factors) {
    return factors.stream().mapToDouble(Double::parseDouble).reduce(1, (a, b) -> a * b);
  }
}
