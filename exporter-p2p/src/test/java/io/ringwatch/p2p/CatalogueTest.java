package io.ringwatch.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringwatch.core.About;
import io.ringwatch.core.Golden;
import io.ringwatch.core.Metric;
import io.ringwatch.p2p.module.BuiltIn;
import io.ringwatch.p2p.module.ModuleMetrics;
import io.ringwatch.yaml.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  static final String FILE = "rules-gen/src/main/resources/io/ringwatch/rules/catalogue/p2p.yaml";

  @Test
  void catalogueHoldsEveryMetricOfEveryModule() throws ConfigException {
    var about = new P2pExporter().about();
    var all = new ArrayList<>(about.metrics());
    modules().forEach(metric -> all.add(ofTarget(metric)));
    var whole =
        new About(about.name(), about.namespace(), about.title(), about.port(), all).catalogue();
    Golden.assertMatches(Golden.root().resolve(FILE), whole.toYaml());
  }

  @Test
  void aNameMeansTheSameInEveryModule() throws ConfigException {
    var first = new TreeMap<String, Metric>();
    for (var name : BuiltIn.NAMES) {
      for (var metric : BuiltIn.find(name).metrics()) {
        var known = first.putIfAbsent(metric.name(), metric);
        assertThat(metric).as(name).isEqualTo(known == null ? metric : known);
      }
    }
    assertThat(first).hasSizeGreaterThan(200);
  }

  @Test
  void aModuleIsCalledAsItsFile() throws ConfigException {
    for (var name : BuiltIn.NAMES) {
      assertThat(BuiltIn.find(name).name()).isEqualTo(name);
    }
  }

  private static List<Metric> modules() throws ConfigException {
    var byName = new TreeMap<String, Metric>();
    for (var name : BuiltIn.NAMES) {
      BuiltIn.find(name).metrics().forEach(metric -> byName.put(metric.name(), metric));
    }
    ModuleMetrics.all().forEach(metric -> byName.put(metric.name(), metric));
    return List.copyOf(byName.values());
  }

  /** The metric as the exporter serves it, with the name of the target before its own labels. */
  private static Metric ofTarget(Metric metric) {
    var labels = new ArrayList<>(List.of("target"));
    labels.addAll(metric.labels());
    return new Metric(
        metric.name(), metric.type(), metric.unit(), metric.help(), labels, metric.when());
  }
}
