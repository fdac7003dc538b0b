package io.ringwatch.rules;

import io.ringwatch.rules.Exposition.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a spec reads with what a target exposes now. */
final class LiveCheck {
  private static final Set<String> GAUGES = Set.of("gauge", "info", "stateset");

  private final Suite suite;
  private final Map<String, Set<String>> uses;

  LiveCheck(Suite suite) {
    this.suite = suite;
    this.uses = Uses.of(suite);
  }

  /**
   * A line for each metric that the spec reads and the target does not expose, or not as its
   * contract says. Only contracts of which the target exposes anything are asked for.
   */
  List<String> problems(List<Family> families) {
    var live = new Contract(List.of(CatalogueImport.of("", "", families)), List.of());
    List<String> problems = new ArrayList<>();
    for (var catalogue : suite.catalogues()) {
      var declared = new Contract(List.of(catalogue), List.of());
      var names = declared.names().stream().filter(name -> !isOfPrometheus(name)).toList();
      if (names.stream().anyMatch(name -> live.metric(name).isPresent())) {
        names.stream()
            .filter(uses::containsKey)
            .sorted()
            .forEach(name -> problems.addAll(problems(name, declared, live)));
      }
    }
    return problems;
  }

  private static boolean isOfPrometheus(String name) {
    return Catalogue.PROMETHEUS.metrics().stream().anyMatch(m -> m.name().equals(name));
  }

  private List<String> problems(String name, Contract declared, Contract live) {
    var expected = declared.metric(name).orElseThrow();
    var by = " (" + String.join(", ", uses.getOrDefault(name, Set.of())) + ")";
    var found = live.metric(name);
    if (found.isEmpty()) {
      var when = expected.when().filter(w -> !w.isEmpty()).map(w -> ", needs " + w).orElse("");
      return List.of(name + ": is not exposed" + when + by);
    }
    List<String> problems = new ArrayList<>();
    var missing = new ArrayList<>(expected.labels());
    missing.removeAll(found.get().labels());
    if (!missing.isEmpty()) {
      problems.add(name + ": has no label " + String.join(", ", missing) + by);
    }
    if (!fits(expected.type(), found.get().type())) {
      var types = expected.type() + " but the target has a " + found.get().type();
      problems.add(name + ": the contract says " + types + by);
    }
    return problems;
  }

  /** The text format knows neither infos nor state sets, and targets may leave types out. */
  private static boolean fits(String declared, String live) {
    boolean gauges = GAUGES.contains(declared) && GAUGES.contains(live);
    return gauges || declared.equals(live) || declared.equals("unknown") || live.equals("unknown");
  }
}
