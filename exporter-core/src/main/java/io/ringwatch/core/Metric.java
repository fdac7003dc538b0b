package io.ringwatch.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A metric family, declared once as a constant and used by reference. From the constants come the
 * exposition, the metrics reference and the catalogue that rules are checked against.
 *
 * @param name the name as exposed: counters end in {@code _total}, infos in {@code _info}
 * @param type what kind of family it is
 * @param unit what the value counts
 * @param help one sentence, as it stands behind {@code # HELP}
 * @param labels the label names, in the order in which {@link LabelSet} takes their values
 * @param when the flag or condition that turns the metric on; empty if it is always there
 */
public record Metric(
    String name, Type type, Unit unit, String help, List<String> labels, String when) {

  /** The types of Prometheus that exporters use here. */
  public enum Type {
    GAUGE,
    COUNTER,
    /** A gauge that is always 1 and says all it has to say by labels. */
    INFO,
    /** One series a state; exactly one of them is 1. The last label names the state. */
    STATESET,
    /** A distribution, kept by the Prometheus client and not by {@link Samples}. */
    HISTOGRAM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public Metric {
    labels = List.copyOf(labels);
    if (!NAME.matcher(name).matches() || help.isBlank()) {
      throw new IllegalArgumentException("not a metric: " + name);
    }
    if (name.endsWith("_total") != (type == Type.COUNTER)
        || name.endsWith("_info") != (type == Type.INFO)) {
      throw new IllegalArgumentException(name + ": the suffix does not fit the type " + type);
    }
    requireLabelNames(labels);
  }

  public static Metric gauge(String name, String help, String... labels) {
    return new Metric(name, Type.GAUGE, Unit.NONE, help, Arrays.asList(labels), "");
  }

  public static Metric counter(String name, String help, String... labels) {
    return new Metric(name, Type.COUNTER, Unit.NONE, help, Arrays.asList(labels), "");
  }

  public static Metric info(String name, String help, String... labels) {
    return new Metric(name, Type.INFO, Unit.NONE, help, Arrays.asList(labels), "");
  }

  /** A state set; its states are the values of the last label. */
  public static Metric stateSet(String name, String help, String... labels) {
    return new Metric(name, Type.STATESET, Unit.NONE, help, Arrays.asList(labels), "");
  }

  public Metric in(Unit unit) {
    return new Metric(name, type, unit, help, labels, when);
  }

  /** The same metric, only there when {@code condition} holds, such as {@code --serf.rtt}. */
  public Metric when(String condition) {
    return new Metric(name, type, unit, help, labels, condition);
  }

  /** The same metric with labels that a configuration adds behind its own. */
  public Metric with(List<String> moreLabels) {
    var all = new ArrayList<>(labels);
    all.addAll(moreLabels);
    return new Metric(name, type, unit, help, all, when);
  }

  /** The family's name in formats which keep suffixes out of it (OpenMetrics, protobuf). */
  String familyName() {
    return switch (type) {
      case COUNTER -> name.substring(0, name.length() - "_total".length());
      case INFO -> name.substring(0, name.length() - "_info".length());
      case GAUGE, STATESET, HISTOGRAM -> name;
    };
  }

  static void requireLabelNames(List<String> labels) {
    for (var label : labels) {
      if (!NAME.matcher(label).matches() || label.startsWith("__")) {
        throw new IllegalArgumentException("not a label name: " + label);
      }
    }
    if (Set.copyOf(labels).size() < labels.size()) {
      throw new IllegalArgumentException("a label stands twice: " + labels);
    }
  }
}
