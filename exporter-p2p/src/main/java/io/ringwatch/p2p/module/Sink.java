package io.ringwatch.p2p.module;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;

/** Takes what a module finds in a document. */
@FunctionalInterface
interface Sink {

  /**
   * Takes a sample.
   *
   * @param scope where in the document
   * @param origin the expression that it is the value of
   */
  void sample(Metric metric, double value, LabelSet labels, Scope scope, String origin);

  /**
   * Takes note that there is no sample.
   *
   * @param name of the metric, or what the group looks for
   * @param why {@code is missing}, {@code is text, not a number}
   */
  default void trouble(String name, Scope scope, String why) {}
}
