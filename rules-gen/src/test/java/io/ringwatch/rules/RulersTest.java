package io.ringwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.PrometheusDuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The same rules for Kubernetes, Mimir and Thanos. */
class RulersTest {
  private static final Path SPEC = Path.of("src/test/resources/golden/operations/spec/entry.yaml");
  private static final Set<String> GROUP = Set.of("name", "interval", "rules");
  private static final Set<String> RULE =
      Set.of("alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations");

  private final Suite suite = read();
  private final Map<String, String> files = Rulers.files(suite);

  @Test
  void everyFormHoldsThePlainFilesGroups() {
    List<Object> plain = new ArrayList<>();
    for (var pack : suite.packs()) {
      var groups = list(map(RulesFile.render(pack)), "groups");
      var resource = map(file("alerts/kubernetes/" + pack.name() + ".yaml"));
      assertThat(list(get(resource, "spec"), "groups")).isEqualTo(groups);
      plain.addAll(groups);
    }
    assertThat(plain).hasSize(2);
    assertThat(list(map(file("alerts/mimir.yaml")), "groups")).isEqualTo(plain);
    assertThat(withoutStrategy(map(file("alerts/thanos.yaml")))).isEqualTo(plain);
  }

  @Test
  void mimirHasANamespaceAndThanosAStrategyEachGroup() {
    assertThat(get(map(file("alerts/mimir.yaml")), "namespace")).isEqualTo("ringwatch");
    for (var group : list(map(file("alerts/thanos.yaml")), "groups")) {
      assertThat(get(group, "partial_response_strategy")).isEqualTo("warn");
    }
  }

  /** As monitoring.coreos.com/v1 defines it: the API server drops or refuses anything else. */
  @Test
  void everyPrometheusRuleHasTheStructureOfItsDefinition() {
    for (var pack : suite.packs()) {
      var resource = map(file("alerts/kubernetes/" + pack.name() + ".yaml"));
      assertThat(keys(resource)).isEqualTo(Set.of("apiVersion", "kind", "metadata", "spec"));
      assertThat(get(resource, "apiVersion")).isEqualTo("monitoring.coreos.com/v1");
      assertThat(get(resource, "kind")).isEqualTo("PrometheusRule");
      var metadata = (Map<?, ?>) get(resource, "metadata");
      assertThat(get(metadata, "name").toString()).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
      assertThat(get(metadata, "namespace")).isEqualTo("monitoring");
      areTexts(get(metadata, "labels"));
      list(get(resource, "spec"), "groups").forEach(RulersTest::isGroup);
    }
  }

  private static void isGroup(Object group) {
    assertThat(keys(group)).isSubsetOf(GROUP);
    assertThat(get(group, "name")).isInstanceOf(String.class);
    durationsAreDurations(group, "interval");
    for (var rule : list(group, "rules")) {
      assertThat(keys(rule)).isSubsetOf(RULE);
      assertThat(get(rule, "expr")).isInstanceOf(String.class);
      assertThat(keys(rule).contains("alert")).isNotEqualTo(keys(rule).contains("record"));
      durationsAreDurations(rule, "for", "keep_firing_for");
      areTexts(get(rule, "labels"));
      areTexts(get(rule, "annotations"));
    }
  }

  private static void durationsAreDurations(Object map, String... keys) {
    for (var key : keys) {
      if (keys(map).contains(key)) {
        assertThat(get(map, key)).isInstanceOf(String.class);
        assertThat(PrometheusDuration.parse(get(map, key).toString())).isPresent();
      }
    }
  }

  /** Neither {@code yes} nor {@code 1} is text unless it is quoted. */
  private static void areTexts(Object map) {
    assertThat(((Map<?, ?>) map).values())
        .allSatisfy(v -> assertThat(v).isInstanceOf(String.class));
  }

  private static List<Object> withoutStrategy(Map<?, ?> thanos) {
    List<Object> groups = new ArrayList<>();
    for (var group : list(thanos, "groups")) {
      var copy = new LinkedHashMap<>((Map<?, ?>) group);
      copy.remove("partial_response_strategy");
      groups.add(copy);
    }
    return groups;
  }

  private String file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  private static Map<?, ?> map(String yaml) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static Set<Object> keys(Object map) {
    return Set.copyOf(((Map<?, ?>) map).keySet());
  }

  private static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static List<?> list(Object map, String key) {
    return (List<?>) get(map, key);
  }

  private static Suite read() {
    try {
      return Compilation.of(Spec.read(SPEC));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
