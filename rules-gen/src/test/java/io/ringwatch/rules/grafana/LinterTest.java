package io.ringwatch.rules.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.rules.grafana.Linter.Breach;
import io.ringwatch.rules.grafana.Linter.Known;
import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Metrics.Metric;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code grafana-lint/good.json} breaks no rule. Each other file there has an edit of it, {@code -
 * old} and {@code + new}, after which it breaks just the rule that the file is called by.
 */
class LinterTest {
  private static final Path CORPUS = Path.of("src/test/resources/grafana-lint");
  private static final Metrics METRICS =
      name ->
          Optional.of(
              new Metric(
                  name.endsWith("_total") ? Metrics.Type.COUNTER : Metrics.Type.GAUGE,
                  "none",
                  name.startsWith("ring:") ? Set.of("job") : Set.of("job", "instance")));
  private static final Known KNOWN = new Known(METRICS, List.of());

  @TestFactory
  Stream<DynamicTest> anEditBreaksJustThisRule() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.filter(f -> f.toString().endsWith(".edit")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    var text = good();
    for (var edit : Files.readString(file).split("(?m)^(?=- )", -1)) {
      if (!edit.isBlank()) {
        var parts = edit.strip().split("\n\\+ ?", 2);
        var old = parts[0].substring(2);
        assertThat(text).as(file.toString()).contains(old);
        text = text.replace(old, parts[1].strip());
      }
    }
    var rule = file.getFileName().toString().replaceFirst("(~.*)?\\.edit$", "");
    assertThat(breaches(text, KNOWN)).isNotEmpty().extracting(Breach::rule).containsOnly(rule);
  }

  @Test
  void aGoodDashboardBreaksNoRule() throws IOException {
    assertThat(breaches(good(), KNOWN)).isEmpty();
  }

  @Test
  void eachRuleHasAnEdit() throws IOException {
    try (var files = Files.list(CORPUS)) {
      var rules =
          files
              .map(f -> f.getFileName().toString().replaceFirst("(~.*)?\\.edit$", ""))
              .filter(name -> !name.equals("good.json"))
              .collect(Collectors.toSet());
      assertThat(rules)
          .containsExactlyInAnyOrder(
              "template-datasource",
              "template-job",
              "template-instance",
              "template-label-promql",
              "template-on-time-change-reload",
              "panel-datasource",
              "panel-title-description",
              "panel-units",
              "panel-no-targets",
              "target-promql",
              "target-rate-interval",
              "target-job",
              "target-instance",
              "target-counter-agg",
              "uneditable-dashboard");
    }
  }

  @Test
  void aRangeThatAnAlertLooksBackOverIsMeant() throws IOException, PromqlException {
    var text =
        good()
            .replace(
                "rate(sent_total{job=~\\\"$job\\\", instance=~\\\"$instance\\\"}[$__rate_interval])",
                "rate(sent_total{job=~\\\"$job\\\", instance=~\\\"$instance\\\"}[10m])");
    var signal = Promql.parse("rate(sent_total[10m])", Dialect.PROMETHEUS_2_42);
    assertThat(breaches(text, KNOWN))
        .extracting(Breach::rule)
        .containsExactly("target-rate-interval");
    assertThat(breaches(text, new Known(METRICS, List.of(signal)))).isEmpty();
  }

  private static String good() throws IOException {
    return Files.readString(CORPUS.resolve("good.json"));
  }

  private static List<Breach> breaches(String text, Known known) {
    return Linter.breaches((Json) value(new JsonMapper().readTree(text)), known);
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      var json = new Json();
      node.propertyStream().forEach(e -> json.put(e.getKey(), value(e.getValue())));
      return json;
    }
    if (node.isArray()) {
      return node.valueStream().map(LinterTest::value).toList();
    }
    return node.isBoolean()
        ? node.asBoolean()
        : node.isNumber() ? (Object) node.asInt() : node.asString();
  }
}
