package io.ringwatch.rules.promql;

import java.util.List;
import java.util.Set;

/**
 * A function of PromQL.
 *
 * @param parameters their types; the last may be repeated or left out, as {@code least} and {@code
 *     most} say
 * @param most {@link #ENDLESS} if there is no limit
 * @param since the first Prometheus that has it: {@code 2.26}
 * @param until the first that no longer has it; empty if all later do
 */
public record Function(
    String name,
    List<ValueType> parameters,
    int least,
    int most,
    ValueType returns,
    String since,
    String until,
    Set<Trait> traits) {
  /** What is remarkable about a function. */
  public enum Trait {
    /** Needs {@code --enable-feature=promql-experimental-functions}. */
    EXPERIMENTAL,
    /** Leaves the metric's name on the series. */
    KEEPS_NAME,
    /** The result is never below 0. */
    NOT_NEGATIVE,
    /** Only of counters. */
    COUNTER,
    /** Only of gauges. */
    GAUGE
  }

  static final int ENDLESS = Integer.MAX_VALUE;

  public Function {
    parameters = List.copyOf(parameters);
    traits = Set.copyOf(traits);
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The type of an argument, counted from 0. */
  ValueType parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** {@code abs(instant vector)}. */
  String signature() {
    var types = String.join(", ", parameters.stream().map(ValueType::toString).toList());
    var ending = most == ENDLESS ? ", …" : least < parameters.size() ? " (the last optional)" : "";
    return name + "(" + types + ending + ")";
  }
}
