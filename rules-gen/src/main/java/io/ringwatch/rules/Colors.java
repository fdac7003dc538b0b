package io.ringwatch.rules;

import io.ringwatch.rules.grafana.Panel.Meaning;
import io.ringwatch.rules.grafana.Panel.Step;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The colours that a dashboard's author gives to values, checked. */
final class Colors {
  private final Findings findings;

  Colors(Findings findings) {
    this.findings = findings;
  }

  List<Step> steps(Map<String, Placed<String>> written) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Optional.empty(), "green"));
    written.forEach(
        (from, color) -> {
          exists(color.value(), color.place(), "steps");
          try {
            steps.add(
                new Step(Optional.of(Quantity.parse(from).value().doubleValue()), color.value()));
          } catch (IllegalArgumentException e) {
            findings.add(color.place(), "steps: '" + from + "': " + e.getMessage());
          }
        });
    return steps;
  }

  List<Meaning> meanings(Map<String, Placed<String>> written) {
    List<Meaning> meanings = new ArrayList<>();
    written.forEach(
        (value, meaning) -> {
          var parts = meaning.value().split(" ", 2);
          exists(parts[0], meaning.place(), "values");
          if (parts.length < 2) {
            findings.add(meaning.place(), "values: write a colour and a word, like 'red down'");
          } else {
            meanings.add(new Meaning(value, parts[1], parts[0]));
          }
        });
    return meanings;
  }

  private void exists(String color, Place place, String key) {
    findings.known(key + ": unknown colour", color, PanelShape.COLORS, place);
  }
}
