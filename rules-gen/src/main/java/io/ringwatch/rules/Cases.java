package io.ringwatch.rules;

import io.ringwatch.rules.Boundary.Situation;
import io.ringwatch.rules.RulePack.Case;
import io.ringwatch.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of the alerts of one pack: those that follow from the condition, then the written. */
final class Cases {
  /**
   * A case before it is known what people read.
   *
   * @param reads the summary, if that is asserted
   */
  private record Draft(
      boolean fires,
      Map<Series, Input> inputs,
      Map<String, String> labels,
      Optional<String> reads,
      Optional<String> because) {
    boolean isLike(Draft other) {
      return fires == other.fires && inputs.equals(other.inputs);
    }
  }

  private final Samples samples;
  private final boolean legible;
  private final Findings findings;

  /**
   * @param legible whether tests assert what people read
   */
  Cases(Samples samples, boolean legible, Findings findings) {
    this.samples = samples;
    this.legible = legible;
    this.findings = findings;
  }

  /**
   * Checks and compiles the tests of one alert.
   *
   * @param when empty if it has a fault; what is written is then checked as far as possible
   * @param annotations what the alert says; a test that {@code reads} asserts them with its summary
   */
  List<Case> of(Pack.Alert alert, Optional<Checked> when, Map<String, String> annotations) {
    var metrics = when.map(samples::metrics).orElseGet(samples::everything);
    List<Draft> written = new ArrayList<>();
    for (var test : alert.tests().stream().filter(samples::isMeant).toList()) {
      if (test.levels().isEmpty() && !metrics.isEmpty()) {
        var mend = "tests: no metric is given: name one of " + metrics.keySet();
        findings.add(test.place(), mend);
      }
      written.add(written(test, when, metrics));
    }
    var drafts = new ArrayList<>(when.map(this::derived).orElse(List.of()));
    drafts.removeIf(d -> written.stream().anyMatch(d::isLike));
    drafts.addAll(written);
    when.ifPresent(w -> requireBothKinds(alert, w, drafts));
    return cases(alert, drafts, annotations);
  }

  private Draft written(Pack.Test test, Optional<Checked> when, Map<String, List<String>> metrics) {
    var inputs = samples.inputs(test.levels(), metrics);
    return switch (test) {
      case Pack.Fires fires -> {
        Map<String, String> labels = new LinkedHashMap<>();
        when.ifPresent(w -> labels.putAll(samples.outcome(w.expr(), inputs)));
        fires.labels().forEach((name, value) -> labels.put(name, value));
        labels.values().removeIf(String::isEmpty);
        yield new Draft(true, inputs, labels, fires.reads(), fires.because());
      }
      case Pack.Quiet quiet ->
          new Draft(false, inputs, Map.of(), Optional.empty(), quiet.because());
    };
  }

  private List<Draft> derived(Checked when) {
    List<Draft> drafts = new ArrayList<>();
    Boundary.of(when.expr(), samples::find)
        .ifPresent(
            boundary -> {
              boundary.fires().forEach(s -> drafts.add(derived(true, s)));
              boundary.quiet().forEach(s -> drafts.add(derived(false, s)));
            });
    return drafts;
  }

  private Draft derived(boolean fires, Situation situation) {
    var inputs = situation.inputs();
    var labels = fires ? samples.outcome(situation.subject(), inputs) : Map.<String, String>of();
    return new Draft(fires, inputs, labels, Optional.empty(), situation.because());
  }

  private void requireBothKinds(Pack.Alert alert, Checked when, List<Draft> drafts) {
    boolean fires = drafts.stream().anyMatch(Draft::fires);
    boolean quiet = drafts.stream().anyMatch(d -> !d.fires()) || when.metrics().isEmpty();
    if (drafts.isEmpty()) {
      var metrics = samples.metrics(when).keySet();
      findings.add(
          alert.place(),
          "tests: none follow from this condition: write 'fires: {…}' and 'quiet: {…}' with levels"
              + " of "
              + metrics);
    } else if (!fires) {
      findings.add(alert.place(), "tests: no test fires the alert: add 'fires: {…}'");
    } else if (!quiet) {
      findings.add(alert.place(), "tests: none stays quiet: add 'quiet: {…}'");
    }
  }

  /** The alert's own {@code reads} is what the first that fires says. */
  private List<Case> cases(Pack.Alert alert, List<Draft> drafts, Map<String, String> annotations) {
    var own = alert.reads();
    var first = drafts.stream().filter(Draft::fires).findFirst();
    boolean asserted = drafts.stream().anyMatch(d -> d.reads.isPresent());
    if (own.isPresent() && first.flatMap(Draft::reads).isPresent()) {
      findings.add(alert.place(), "reads: the first test that fires has one of its own: drop one");
    } else if (own.isEmpty() && !asserted && first.isPresent()) {
      missingReads(alert.place());
    }
    List<Case> cases = new ArrayList<>();
    for (var draft : drafts) {
      var reads = draft.fires && draft.reads.isEmpty() ? own : draft.reads;
      cases.add(finished(draft, reads, annotations));
      own = draft.fires ? Optional.empty() : own;
    }
    return cases;
  }

  private void missingReads(Place place) {
    findings.add(place, "reads: write the summary that people see when the alert fires");
  }

  private Case finished(Draft draft, Optional<String> reads, Map<String, String> annotations) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    draft.inputs.forEach((series, input) -> inputs.put(series.toString(), input));
    Map<String, String> seen = new LinkedHashMap<>();
    if (legible && reads.isPresent()) {
      annotations.forEach((name, text) -> seen.put(name, AlertLinks.filled(text, draft.labels)));
      seen.put("summary", reads.get());
    }
    return new Case(draft.fires, inputs, draft.labels, seen, draft.because);
  }
}
