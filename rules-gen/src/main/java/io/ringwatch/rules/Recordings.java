package io.ringwatch.rules;

import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Lookback;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the packs so far record, for those that follow. */
final class Recordings {
  /**
   * A recorded series.
   *
   * @param contract of the pack, in which its expression is read
   * @param packs whose rules have to run for it to be there, its own last
   */
  record Recording(
      Catalogue.Metric metric, Checked checked, Contract contract, List<String> packs) {
    Recording {
      packs = List.copyOf(packs);
    }
  }

  private final Map<String, Recording> recordings = new LinkedHashMap<>();

  void add(Catalogue.Metric metric, Checked checked, Contract contract, String pack) {
    var packs = packs(checked.metrics());
    packs.add(pack);
    var recording = new Recording(metric, checked, contract, List.copyOf(packs));
    recordings.put(metric.name(), recording);
  }

  Optional<Recording> named(String name) {
    return Optional.ofNullable(recordings.get(name));
  }

  List<Catalogue.Metric> metrics() {
    return recordings.values().stream().map(Recording::metric).toList();
  }

  /** The packs that record some of these. */
  Set<String> packs(Set<String> metrics) {
    Set<String> packs = new LinkedHashSet<>();
    metrics.forEach(m -> named(m).ifPresent(r -> packs.addAll(r.packs)));
    return packs;
  }

  /** How far into the past an expression looks, through what is recorded, too. */
  Duration lookback(Expr expr) {
    return Lookback.of(
        expr, name -> named(name).map(r -> lookback(r.checked.expr())).orElse(Duration.ZERO));
  }

  /** What exporters have to give for an expression, and the labels of each. */
  Map<String, List<String>> sources(Set<String> metrics, Contract contract) {
    Map<String, List<String>> sources = new LinkedHashMap<>();
    for (var metric : metrics) {
      named(metric)
          .ifPresentOrElse(
              r -> sources.putAll(sources(r.checked.metrics(), r.contract)),
              () -> sources.put(metric, contract.labels(List.of(metric))));
    }
    return sources;
  }
}
