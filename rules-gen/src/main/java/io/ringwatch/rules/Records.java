package io.ringwatch.rules;

import io.ringwatch.rules.RulePack.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recording rules of one pack, with their tests. */
final class Records {
  private final Pack pack;
  private final Expressions expressions;
  private final Samples samples;
  private final Findings findings;

  Records(Pack pack, Expressions expressions, Samples samples, Findings findings) {
    this.pack = pack;
    this.expressions = expressions;
    this.samples = samples;
    this.findings = findings;
  }

  /** In the order of the file, each after those that it reads. */
  List<RulePack.Recorded> all() {
    return expressions.recorded().entrySet().stream()
        .map(entry -> record(entry.getKey(), entry.getValue()))
        .toList();
  }

  private RulePack.Recorded record(String name, Checked checked) {
    var spec = pack.records().get(name);
    if (spec == null) {
      throw new IllegalStateException(name);
    }
    if (spec.tests().isEmpty()) {
      var mend =
          "tests: write what is recorded of what: '- {given: {…}, value: …}' with levels of ";
      findings.add(spec.place(), name + ": " + mend + samples.metrics(checked).keySet());
    }
    var tests = spec.tests().stream().map(test -> test(test, checked)).toList();
    var lookback = spec.lookback().orElseGet(() -> samples.lookback(checked));
    var step = spec.step().orElse(pack.scrape());
    return new RulePack.Recorded(name, checked, lookback, step, tests);
  }

  private Given test(Pack.Given test, Checked checked) {
    Map<Series, Input> inputs = samples.inputs(test.levels(), samples.metrics(checked));
    Map<String, String> labels = new LinkedHashMap<>();
    var value = test.value().value().map(Quantity::value);
    if (value.isPresent()) {
      labels.putAll(samples.outcome(checked.expr(), inputs));
    }
    for (var label : test.labels().entrySet()) {
      expressions.labelExists(label.getKey(), checked.labels(), test.place(), "labels");
      labels.put(label.getKey(), label.getValue());
    }
    Map<String, Input> levels = new LinkedHashMap<>();
    inputs.forEach((series, input) -> levels.put(series.toString(), input));
    return new Given(levels, labels, value, test.because());
  }
}
