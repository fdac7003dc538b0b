package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import io.ringwatch.core.Unit;
import io.ringwatch.p2p.module.ModuleFile.MetricEntry;
import io.ringwatch.p2p.module.ModuleFile.MetricType;
import io.ringwatch.yaml.Placed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what metrics and labels are called, and that one name means one thing. */
final class MetricShape {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** What promtool refuses anywhere in a name, and what it overlooks at the end. */
  private static final Pattern ABBREVIATED =
      Pattern.compile(
          "_(s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)(_|$)"
              + "|_(msecs?|milliseconds|secs|minutes|hours|days|kib|mib|gib|pct|percent)(_total)?$");

  private static final Pattern HISTOGRAM = Pattern.compile("_(bucket|count|sum)$");
  private static final Set<String> RESERVED = Set.of("le", "quantile", "job", "instance", "target");

  private final Findings findings;
  private final Map<String, Metric> declared = new HashMap<>();

  MetricShape(Findings findings) {
    this.findings = findings;
  }

  /** The metric, or empty if something is wrong with it, which is then told. */
  Optional<Metric> of(MetricEntry entry, MetricType type, List<String> labels) {
    var name = entry.name();
    var known = declared.get(name.value());
    var help = entry.help().or(() -> Optional.ofNullable(known).map(Metric::help));
    if (!nameFits(name, type) || !unitFits(entry)) {
      return Optional.empty();
    }
    if (help.filter(text -> !text.isBlank()).isEmpty()) {
      findings.add(name.place(), "name: " + name.value() + " has no help (add help: one sentence)");
      return Optional.empty();
    }
    var unit = entry.unit().orElse(unit(name.value()));
    var metric = new Metric(name.value(), type.exposed(), unit, help.get(), labels, "");
    return agrees(name, metric) ? Optional.of(metric) : Optional.empty();
  }

  /** Whether a label may have this name; the place is that of its value. */
  boolean labelFits(String label, Placed<?> at, List<String> others) {
    if (!NAME.matcher(label).matches()) {
      findings.add(at.place(), "labels: '" + label + "' is no label name (a-z, 0-9 and _)");
      return false;
    }
    if (RESERVED.contains(label)) {
      findings.add(at.place(), "labels: '" + label + "' is reserved (Prometheus sets it)");
      return false;
    }
    if (others.contains(label)) {
      findings.add(at.place(), "labels: '" + label + "' is there already (choose another name)");
      return false;
    }
    return true;
  }

  private boolean nameFits(Placed<String> name, MetricType type) {
    var text = name.value();
    if (!NAME.matcher(text).matches()) {
      return wrong(name, "is no metric name (a-z, 0-9 and _)");
    }
    if (ABBREVIATED.matcher(text).find()) {
      return wrong(name, "is not in a base unit (use _seconds, _bytes or _ratio)");
    }
    if (HISTOGRAM.matcher(text).find()) {
      return wrong(name, "ends as the series of a histogram do (choose another end)");
    }
    if (text.endsWith("_total") != (type == MetricType.COUNTER)) {
      return wrong(
          name,
          type == MetricType.COUNTER
              ? "is a counter: its name has to end in _total"
              : "ends in _total, which is for counters (drop it, or type: counter)");
    }
    if (text.endsWith("_info") != (type == MetricType.INFO)) {
      return wrong(
          name,
          type == MetricType.INFO
              ? "is an info: its name has to end in _info"
              : "ends in _info, which is for infos (drop it, or type: info)");
    }
    return true;
  }

  private boolean wrong(Placed<String> name, String message) {
    findings.add(name.place(), "name: '" + name.value() + "' " + message);
    return false;
  }

  private boolean unitFits(MetricEntry entry) {
    var named = unit(entry.name().value());
    var given = entry.unit().orElse(named);
    boolean instant = given == Unit.TIMESTAMP && named == Unit.SECONDS;
    if (given == named || instant) {
      return true;
    }
    var end = given == Unit.TIMESTAMP ? "_timestamp_seconds" : "_" + given;
    return wrong(
        entry.name(),
        given == Unit.NONE
            ? "is in " + named + " by its name (drop unit: none)"
            : "is in " + given + ": its name has to end in " + end);
  }

  /** The unit that a name's end tells. */
  static Unit unit(String name) {
    var base = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
    if (base.endsWith("_timestamp_seconds")) {
      return Unit.TIMESTAMP;
    }
    if (base.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    if (base.endsWith("_bytes")) {
      return Unit.BYTES;
    }
    return base.endsWith("_ratio") ? Unit.RATIO : Unit.NONE;
  }

  private boolean agrees(Placed<String> name, Metric metric) {
    var first = declared.putIfAbsent(metric.name(), metric);
    if (first == null || first.equals(metric)) {
      return true;
    }
    if (!first.labels().equals(metric.labels())) {
      return wrong(
          name, "has the labels %s here, but %s above".formatted(metric.labels(), first.labels()));
    }
    return wrong(name, "has another type, unit or help above");
  }
}
