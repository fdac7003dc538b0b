package io.ringwatch.yaml;

import java.util.List;
import java.util.Map;

/** Maps, lists, texts and booleans as indented JSON, in their order. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    var json = new JsonText();
    json.value(value, 0);
    return json.text.append('\n').toString();
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> map(map, depth);
      case List<?> list -> list(list, depth);
      case String s -> string(s);
      default -> text.append(value);
    }
  }

  private void map(Map<?, ?> map, int depth) {
    var separator = "";
    text.append('{');
    for (var entry : map.entrySet()) {
      text.append(separator);
      line(depth + 1);
      string(String.valueOf(entry.getKey()));
      text.append(": ");
      value(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!map.isEmpty()) {
      line(depth);
    }
    text.append('}');
  }

  /** On one line if all are texts. */
  private void list(List<?> list, int depth) {
    boolean texts = list.stream().allMatch(String.class::isInstance);
    var separator = "";
    text.append('[');
    for (var item : list) {
      text.append(separator);
      if (!texts) {
        line(depth + 1);
      } else if (!separator.isEmpty()) {
        text.append(' ');
      }
      value(item, depth + 1);
      separator = ",";
    }
    if (!texts) {
      line(depth);
    }
    text.append(']');
  }

  private void line(int depth) {
    text.append('\n').append("  ".repeat(depth));
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    text.append('"');
  }
}
