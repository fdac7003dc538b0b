package io.ringwatch.rules.grafana;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A JSON object whose fields keep their order, and its text: the same bytes for the same calls. */
final class Json {
  /** The value {@code null}. */
  enum Null {
    NULL
  }

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Of names and values in turn. */
  static Json of(Object... namesAndValues) {
    return new Json().and(namesAndValues);
  }

  /** And further names and values. */
  Json and(Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return this;
  }

  /**
   * Adds a field.
   *
   * @param value text, a number, a truth value, {@link Null#NULL}, another object or a list of
   *     those; an empty optional adds nothing
   */
  Json put(String name, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(v -> put(name, v));
    } else {
      fields.put(name, value);
    }
    return this;
  }

  /** A field; empty if there is none. */
  Optional<Object> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** A field of text; blank if there is none. */
  String string(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  /** A field that is an object; one without fields if there is none. */
  Json object(String name) {
    return fields.get(name) instanceof Json json ? json : new Json();
  }

  /** The objects of a list; none if there is no list. */
  List<Json> objects(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().filter(Json.class::isInstance).map(Json.class::cast).toList()
        : List.of();
  }

  /** With two blanks a level, and a line end at the end. */
  String text() {
    var text = new StringBuilder();
    write(text, this, 0);
    return text.append('\n').toString();
  }

  private static void write(StringBuilder text, Object value, int depth) {
    switch (value) {
      case Json json -> {
        var entries = json.fields.entrySet().iterator();
        block(text, "{}", entries, depth, e -> writeField(text, e, depth + 1));
      }
      case List<?> list ->
          block(text, "[]", list.iterator(), depth, v -> write(text, v, depth + 1));
      case String string -> quote(text, string);
      case Double number ->
          text.append(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
      case Integer _, Boolean _ -> text.append(value);
      case Null _ -> text.append("null");
      default -> throw new IllegalArgumentException(value.getClass() + " is not JSON");
    }
  }

  private static void writeField(StringBuilder text, Map.Entry<String, Object> field, int depth) {
    quote(text, field.getKey());
    text.append(": ");
    write(text, field.getValue(), depth);
  }

  private static <T> void block(
      StringBuilder text, String brackets, Iterator<T> items, int depth, Consumer<T> write) {
    text.append(brackets.charAt(0));
    boolean any = items.hasNext();
    while (items.hasNext()) {
      text.append('\n').append("  ".repeat(depth + 1));
      write.accept(items.next());
      text.append(items.hasNext() ? "," : "");
    }
    text.append(any ? "\n" + "  ".repeat(depth) : "").append(brackets.charAt(1));
  }

  private static void quote(StringBuilder text, String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      escape(text, string.charAt(i));
    }
    text.append('"');
  }

  private static void escape(StringBuilder text, char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      default -> {
        if (c < ' ') {
          text.append(String.format("\\u%04x", (int) c));
        } else {
          text.append(c);
        }
      }
    }
  }
}
