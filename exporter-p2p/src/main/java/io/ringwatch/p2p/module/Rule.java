package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One metric of a module, checked.
 *
 * @param index its number in the module
 * @param metric with the labels of its groups first, then its own, then what tells states apart
 * @param labels its own
 * @param optional whether a missing value is nothing to tell
 * @param origin the text of its value, for people
 */
record Rule(
    int index,
    Metric metric,
    List<Label> labels,
    Form form,
    Optional<Expr> when,
    boolean optional,
    String origin) {

  record Label(String name, Expr value) {}

  /** What the samples' values come from. */
  sealed interface Form {

    /**
     * A number, or 1 and 0 for true and false.
     *
     * @param truth whether it has to be true or false
     */
    record Single(Expr value, boolean truth) implements Form {}

    /** The same with one series for each value of a label. */
    record Several(Map<String, Expr> values, boolean truth) implements Form {
      public Several {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /** One series a state; the one that the document names is 1. */
    record States(List<String> states, Expr value) implements Form {
      public States {
        states = List.copyOf(states);
      }
    }

    /** One series a state; the first whose condition holds is 1. */
    record Cases(Map<String, Expr> cases) implements Form {
      public Cases {
        cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
      }
    }

    /** 1; the labels say it all. */
    record Constant() implements Form {}
  }

  Rule {
    labels = List.copyOf(labels);
  }
}
