package io.ringwatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class MetricTest {

  @Test
  void nameFitsTheType() {
    refused(() -> Metric.gauge("x_total", "Help."), "x_total: the suffix");
    refused(() -> Metric.counter("x", "Help."), "x: the suffix");
    refused(() -> Metric.info("x", "Help."), "x: the suffix");
    refused(() -> Metric.gauge("x_info", "Help."), "x_info: the suffix");
    refused(() -> Metric.gauge("x.y", "Help."), "not a metric: x.y");
    refused(() -> Metric.gauge("1x", "Help."), "not a metric: 1x");
    refused(() -> Metric.gauge("x", " "), "not a metric: x");
  }

  @Test
  void labelNamesAreLegalAndDistinct() {
    refused(() -> Metric.gauge("x", "Help.", "__name__"), "not a label name: __name__");
    refused(() -> Metric.gauge("x", "Help.", "a-b"), "not a label name: a-b");
    refused(() -> Metric.gauge("x", "Help.", "a", "b", "a"), "a label stands twice: [a, ");
    refused(() -> Metric.gauge("x", "Help.", "a").with(List.of("a")), "a label stands twice: [a, ");
    refused(() -> LabelSet.of(List.of("a", "a"), "1", "2"), "a label stands twice: [a, a]");
    refused(() -> LabelSet.of(List.of("__name__"), "1"), "not a label name: __name__");
  }

  @Test
  void catalogueIsYamlThatSaysAll() {
    var metrics =
        List.of(
            Metric.gauge("fake_z_seconds", "A \"quoted\" \\ help: yes.", "b", "a")
                .in(Unit.SECONDS)
                .when("--fake.z"),
            Metric.counter("fake_a_total", "Help."));
    var yaml = new About("fake_exporter", "fake", "Fake", 1, metrics).catalogue().toYaml();
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
        .asString()
        .startsWith(
            "{exporter=fake_exporter, namespace=fake, metrics=["
                + "{name=fake_a_total, type=counter, unit=none, help=Help., labels=[]}, ")
        .contains("name=fake_up, type=gauge", "name=fake_exporter_build_info, type=info")
        .endsWith(
            "{name=fake_z_seconds, type=gauge, unit=seconds, help=A \"quoted\" \\ help: yes.,"
                + " labels=[b, a], when=--fake.z}]}");
  }

  @Test
  void familiesOfACatalogueAreDistinctInOpenMetrics() {
    var clash = List.of(Metric.counter("x_total", "Help."), Metric.gauge("x", "Help."));
    refused(() -> new Catalogue("x", "x", clash), "two metrics are the family x");
  }

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
