package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Parameter;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression refers to by name.
 *
 * @param selectors each metric (or, in a spec, signal) with what is asked of its labels, in order
 * @param parameters {@code $name}, without the dollar
 */
public record References(List<VectorSelector> selectors, List<String> parameters) {
  public References {
    selectors = List.copyOf(selectors);
    parameters = List.copyOf(parameters);
  }

  public static References of(Expr expr) {
    List<VectorSelector> selectors = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    for (var part : expr.all()) {
      if (part instanceof VectorSelector v) {
        selectors.add(v);
      } else if (part instanceof Parameter p) {
        parameters.add(p.name());
      }
    }
    return new References(selectors, parameters);
  }

  /** The metrics, as often as they stand there; a selector of several has none. */
  public List<String> names() {
    return selectors.stream().flatMap(s -> s.metric().stream()).toList();
  }
}
