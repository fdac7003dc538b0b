package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import io.ringwatch.yaml.Doc;
import io.ringwatch.yaml.Place;
import io.ringwatch.yaml.Placed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A module as its author writes it. docs/modules.md is its reference. */
@Doc("How the status document of one kind of peer becomes metrics.")
record ModuleFile(
    @Doc("The module's name, as targets refer to it: small letters, digits and hyphens.")
        Placed<String> module,
    @Doc("One sentence: which document of which system this maps.") String help,
    @Doc("Metrics, and groups of them.") List<Entry> metrics) {

  sealed interface Entry {}

  /** Metrics that share where they are looked for, their labels and their condition. */
  @Doc("A group of metrics.")
  record GroupEntry(
      @Doc("Path with * to the elements to repeat the metrics for, or split(text, \",\").")
          Optional<Placed<String>> each,
      @Doc("Path to an object that may be absent or an error; paths inside start there.")
          Optional<Placed<String>> section,
      @Doc("Condition without which the group is passed over.") Optional<Placed<String>> when,
      @Doc("Labels that all metrics of the group have: name to expression.")
          Map<String, Placed<String>> labels,
      @Doc("Whether the elements may be missing without being counted. Default: false.")
          Optional<Boolean> optional,
      @Doc("Metrics, and groups inside this one.") List<Entry> metrics,
      Place place)
      implements Entry {}

  /** One metric. A name may stand several times, for series that come from several places. */
  @Doc("A metric.")
  record MetricEntry(
      @Doc("The metric's name; its end tells type (_total, _info) and unit (_seconds, …).")
          Placed<String> name,
      @Doc("gauge, counter, info, stateset or bool. Default: by the name and the value.")
          Optional<MetricType> type,
      @Doc("none, seconds, timestamp, bytes or ratio. Default: by the name.") Optional<Unit> unit,
      @Doc("One sentence. May be left out where the name stands a second time.")
          Optional<String> help,
      @Doc("Expression for the value.") Optional<Placed<String>> value,
      @Doc("Several values, each a series: value of the label to expression.")
          Map<String, Placed<String>> values,
      @Doc("The states of a state set; the value is compared with them.") List<String> states,
      @Doc("The states of a state set, each with its condition; the first that holds counts.")
          Map<String, Placed<String>> cases,
      @Doc("The label that tells states or values apart. Default for states: state.")
          Optional<Placed<String>> label,
      @Doc("Labels of this metric: name to expression.") Map<String, Placed<String>> labels,
      @Doc("Condition without which there is no sample.") Optional<Placed<String>> when,
      @Doc("Whether the value may be missing without being counted. Default: false.")
          Optional<Boolean> optional,
      Place place)
      implements Entry {}

  /** Every number and truth value beneath a place, one series each. */
  @Doc("All numbers and truth values of a document, by their path.")
  record FlattenEntry(
      @Doc("Path to start from; '.' is the whole document.") Placed<String> flatten,
      @Doc("The metric's name.") Placed<String> name,
      @Doc("One sentence.") String help,
      Place place)
      implements Entry {}

  enum MetricType {
    GAUGE(Metric.Type.GAUGE),
    COUNTER(Metric.Type.COUNTER),
    INFO(Metric.Type.INFO),
    STATESET(Metric.Type.STATESET),
    /** A gauge that is 1 or 0. */
    BOOL(Metric.Type.GAUGE);

    private final Metric.Type exposed;

    MetricType(Metric.Type exposed) {
      this.exposed = exposed;
    }

    Metric.Type exposed() {
      return exposed;
    }
  }
}
