package io.ringwatch.rules;

import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes YAML for people: one style throughout, the same bytes for the same calls. */
final class YamlText {
  private static final Predicate<String> PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_-]*|[0-9]+[a-z][a-z0-9]*").asMatchPredicate();
  private static final Predicate<String> AMBIGUOUS =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|[0-9]+[ex][0-9a-f]*")
          .asMatchPredicate();

  private final StringBuilder text = new StringBuilder();

  YamlText comment(String comment) {
    return line(0, "# " + comment);
  }

  /** A line as it is; {@code "- "} and {@code ":"} are the caller's. */
  YamlText line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
    return this;
  }

  YamlText entry(int depth, String key, String value) {
    return line(depth, key + ": " + scalar(value));
  }

  /** {@code key: [a, 'b c']}; nothing at all for an empty list. */
  YamlText list(int depth, String key, Collection<String> values) {
    return values.isEmpty() ? this : line(depth, key + ": " + flow(values));
  }

  private static String flow(Collection<String> values) {
    return values.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** As a block, with its own line ends: the form for PromQL and long texts. */
  YamlText block(int depth, String key, String value) {
    line(depth, key + ": |-");
    value.strip().lines().forEach(l -> line(l.isBlank() ? 0 : depth + 1, l.stripTrailing()));
    return this;
  }

  /** Text that is YAML already, deeper. */
  YamlText lines(int depth, String yaml) {
    yaml.lines().forEach(l -> line(l.isBlank() ? 0 : depth, l.stripTrailing()));
    return this;
  }

  /** One entry a line; nothing at all for an empty map. */
  YamlText mapping(int depth, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      line(depth, key + ":");
      values.forEach((k, v) -> textEntry(depth + 1, k, v));
    }
    return this;
  }

  private void textEntry(int depth, String key, String value) {
    if (value.contains("\n")) {
      block(depth, key, value);
    } else {
      entry(depth, key, value);
    }
  }

  /** Plain where no reader can take it for anything but text or a duration, else in quotes. */
  static String scalar(String value) {
    return PLAIN.test(value) && !AMBIGUOUS.test(value)
        ? value
        : "'" + value.replace("'", "''") + "'";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
