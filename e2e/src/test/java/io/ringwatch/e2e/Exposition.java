package io.ringwatch.e2e;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of metrics in Prometheus's text format 0.0.4, read apart from the code that writes it. */
record Exposition(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  Exposition {
    samples = List.copyOf(samples);
  }

  static Exposition parse(String text) {
    return new Exposition(
        text.lines().filter(line -> !line.startsWith("#")).map(Exposition::sample).toList());
  }

  private static Sample sample(String line) {
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    var labels = matcher.group(2) == null ? "" : matcher.group(2);
    return new Sample(matcher.group(1), labels(labels), number(matcher.group(3)));
  }

  private static Map<String, String> labels(String text) {
    var labels = new TreeMap<String, String>();
    var matcher = LABEL.matcher(text);
    while (matcher.lookingAt()) {
      labels.put(matcher.group(1), ESCAPE.matcher(matcher.group(2)).replaceAll(Exposition::plain));
      matcher.region(matcher.end(), text.length());
    }
    if (matcher.regionStart() != text.length()) {
      throw new AssertionError("not labels: " + text);
    }
    return labels;
  }

  private static String plain(MatchResult escape) {
    return Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1));
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  List<Sample> all(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The one value of a metric among those with these labels. */
  double value(String name, Map<String, String> labels) {
    var found = all(name).stream().filter(sample -> sample.has(labels)).toList();
    if (found.size() != 1) {
      throw new AssertionError("not one " + name + labels + " but " + found);
    }
    return found.getFirst().value();
  }

  double value(String name) {
    return value(name, Map.of());
  }

  boolean has(String name, Map<String, String> labels) {
    return all(name).stream().anyMatch(sample -> sample.has(labels));
  }

  /** The label sets of a metric: its series. */
  Set<Map<String, String>> series(String name) {
    return all(name).stream().map(Sample::labels).collect(Collectors.toSet());
  }
}
