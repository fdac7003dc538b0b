package io.ringwatch.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text for people, with {@code {label}}, {@code {label|label}} (the first that is not empty),
 * {@code {value}} and {@code {$parameter}}, as a template of Prometheus.
 */
final class Template {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";
  private static final Predicate<String> LABELS =
      Pattern.compile(LABEL + "(\\|" + LABEL + ")*").asMatchPredicate();
  private static final Predicate<String> PARAMETER =
      Pattern.compile("\\$[a-z][a-z0-9_]*").asMatchPredicate();

  private final String text;

  /** Everything between braces. */
  private final List<String> fields;

  Template(String text) {
    this.text = text;
    this.fields = FIELD.matcher(text).results().map(r -> r.group(1)).toList();
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    fields.stream()
        .filter(f -> LABELS.test(f) && !f.equals("value"))
        .forEach(f -> labels.addAll(List.of(f.split("\\|"))));
    return labels;
  }

  List<String> parameters() {
    return fields.stream().filter(f -> f.startsWith("$")).map(f -> f.substring(1)).toList();
  }

  /** Fields that are neither labels nor a parameter. */
  List<String> malformed() {
    return fields.stream().filter(LABELS.or(PARAMETER).negate()).toList();
  }

  String render(Pack.Unit unit, Map<String, Pack.Param> params) {
    if (fields.isEmpty()) {
      return text;
    }
    return FIELD
        .matcher(text)
        .replaceAll(r -> Matcher.quoteReplacement(field(r.group(1), unit, params)));
  }

  private static String field(String field, Pack.Unit unit, Map<String, Pack.Param> params) {
    if (field.startsWith("$")) {
      var param = params.get(field.substring(1));
      return param == null ? field : param.standard().written();
    }
    if (field.equals("value")) {
      return value(unit);
    }
    var labels = "$labels." + field.replace("|", " $labels.");
    return field.contains("|") ? "{{ or " + labels + " }}" : "{{ " + labels + " }}";
  }

  private static String value(Pack.Unit unit) {
    return switch (unit) {
      case NONE -> "{{ $value }}";
      case SECONDS -> "{{ $value | humanizeDuration }}";
      case TIMESTAMP -> "{{ $value | humanizeTimestamp }}";
      case BYTES -> "{{ $value | humanize1024 }}B";
      case RATIO -> "{{ $value | humanizePercentage }}";
    };
  }
}
