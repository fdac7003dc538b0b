package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import java.util.List;

/** What every module tells about its own work. */
public final class ModuleMetrics {

  static final Metric MISSING =
      Metric.gauge(
          "p2p_module_missing_paths",
          "Metrics and groups of a module for which the document had no value; optional ones do"
              + " not count. More than before: the peer's names may have drifted.",
          "module");

  static final Metric BAD =
      Metric.gauge(
          "p2p_module_bad_values",
          "Values of a document that are of the wrong type for their metric.",
          "module");

  static final Metric SAMPLES =
      Metric.gauge("p2p_module_samples", "Samples that the module made of the document.", "module");

  static final Metric SECTION_PRESENT =
      Metric.gauge(
          "p2p_section_present",
          "Whether a section that may be absent is in the document.",
          "module",
          "section");

  static final Metric SECTION_ERROR =
      Metric.gauge(
          "p2p_section_error",
          "Whether a section of the document holds an error in place of its content.",
          "module",
          "section");

  private ModuleMetrics() {}

  /** All of them, without the labels of a target. */
  public static List<Metric> all() {
    return List.of(MISSING, BAD, SAMPLES, SECTION_PRESENT, SECTION_ERROR);
  }
}
