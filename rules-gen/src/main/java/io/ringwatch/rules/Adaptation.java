package io.ringwatch.rules;

import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pack with the changes that a spec makes in it where it includes it. */
final class Adaptation {
  private final Include include;
  private final Pack pack;
  private final List<String> known;
  private final Findings findings;

  /**
   * @param known the severities of the spec
   */
  Adaptation(Include include, Pack pack, List<String> known, Findings findings) {
    this.include = include;
    this.pack = pack;
    this.known = known;
    this.findings = findings;
  }

  /**
   * What is wrong with the changes is found; they are then left out.
   *
   * @param unwanted alerts, of any pack, that inhibitions may name in vain
   */
  Pack adapted(Set<String> unwanted) {
    var labels = new LinkedHashMap<>(pack.labels());
    labels.putAll(include.labels());
    return new Pack(
        pack.pack(),
        pack.catalogues(),
        include.scrape().orElse(pack.scrape()),
        include.interval().or(pack::interval),
        labels,
        pack.identity(),
        pack.moreLabels(),
        pack.sample(),
        pack.escalation(),
        pack.dashboard(),
        params(),
        pack.signals(),
        pack.records(),
        alerts(),
        pack.slos(),
        inhibitions(unwanted),
        pack.place());
  }

  private Map<String, Pack.Param> params() {
    var params = new LinkedHashMap<>(pack.params());
    include
        .params()
        .forEach(
            (name, given) -> {
              var param = params.get(name);
              if (param == null) {
                findings.known("params: unknown parameter", name, params.keySet(), given.place());
              } else {
                fits(name, given, param);
                params.put(name, param.with(given.value()));
              }
            });
    return params;
  }

  private void fits(String name, Placed<Quantity> given, Pack.Param param) {
    if (given.value().isDuration() != param.standard().isDuration()) {
      var kind = param.standard().isDuration() ? "a duration" : "a number";
      var message = name + ": has to be " + kind + ", like " + param.standard().written();
      findings.add(given.place(), message);
    } else {
      param.objection(given.value()).ifPresent(o -> findings.add(given.place(), name + ": " + o));
    }
  }

  private Map<String, Pack.Alert> alerts() {
    var alerts = new LinkedHashMap<>(pack.alerts());
    for (var name : include.without()) {
      findings.known("without: unknown alert", name.value(), pack.alerts().keySet(), name.place());
      alerts.remove(name.value());
    }
    severitiesExist();
    return alerts;
  }

  private void severitiesExist() {
    Set<String> severities = new LinkedHashSet<>();
    pack.alerts().values().forEach(alert -> severities.add(alert.severity().value()));
    pack.slos().values().forEach(slo -> severities.add(slo.page().value()));
    pack.slos().values().forEach(slo -> severities.add(slo.ticket().value()));
    include
        .severities()
        .forEach(
            (from, to) -> {
              findings.known("severities: the pack has no", from, severities, to.place());
              findings.known("severities: unknown severity", to.value(), known, to.place());
            });
  }

  private List<Inhibition> inhibitions(Set<String> unwanted) {
    List<Inhibition> inhibitions = new ArrayList<>();
    for (var inhibition : pack.inhibitions()) {
      var left = inhibition.silences().stream().filter(a -> !unwanted.contains(a.value())).toList();
      boolean silencesNone = left.isEmpty() && !inhibition.silences().isEmpty();
      if (!unwanted.contains(inhibition.source().value()) && !silencesNone) {
        inhibitions.add(
            new Inhibition(inhibition.source(), left, inhibition.equal(), inhibition.place()));
      }
    }
    return inhibitions;
  }

  /**
   * A shipped pack may speak of severities that this spec does not have.
   *
   * @param place of the include
   */
  void severitiesAreMapped(Place place) {
    pack.alerts().values().stream()
        .map(alert -> alert.severity().value())
        .distinct()
        .filter(severity -> !known.contains(severity))
        .filter(severity -> !include.severities().containsKey(severity))
        .forEach(severity -> findings.add(place, mend(severity)));
  }

  private String mend(String severity) {
    return "severities: the pack's '%s' is none of %s: add severities: {%s: …}"
        .formatted(severity, String.join(", ", known), severity);
  }
}
