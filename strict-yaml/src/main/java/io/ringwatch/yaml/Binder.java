package io.ringwatch.yaml;

import io.ringwatch.yaml.Node.At;
import io.ringwatch.yaml.Node.Mapping;
import io.ringwatch.yaml.Node.Scalar;
import io.ringwatch.yaml.Node.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Placed nodes into records. Each method yields empty if a problem was found; it is then collected,
 * and reading goes on with the next node.
 */
final class Binder {
  private final Source source;
  private final Problems problems;

  Binder(Source source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  Optional<Object> bind(Node node, Slot slot) {
    return switch (slot.type()) {
      case ParameterizedType generic -> generic(node, slot, generic);
      case Class<?> type when type.isRecord() || Variants.has(type) -> structured(node, slot, type);
      case Class<?> type -> scalar(node, slot, type);
      default -> throw new IllegalStateException(slot.type() + " is not a type YAML can fill");
    };
  }

  /** The same binder, but what it finds wrong is forgotten. */
  Binder trial() {
    return new Binder(source, new Problems(source));
  }

  /** {@code slot: expected a list, found 'x'}. */
  Optional<Object> mismatch(Node node, Slot slot, String expected) {
    return wrong(node.at(), slot, "expected " + expected + ", found " + slot.found(node));
  }

  /** A record with one key, from the value of that key alone. */
  Optional<Object> unwrapped(Node node, Slot slot, RecordShape shape) {
    var only = shape.byKey().values().iterator().next();
    return bind(node, slot.holding(only.type()))
        .flatMap(value -> construct(shape, Map.of(only.key(), value), node.at(), slot));
  }

  private Optional<Object> structured(Node node, Slot slot, Class<?> type) {
    if (Reading.hasParser(type)
        && (node instanceof Scalar || !type.isRecord() || !RecordShape.of(type).isFillable())) {
      return scalar(node, slot, type);
    }
    return type.isRecord()
        ? record(node, slot, RecordShape.of(type))
        : Variants.of(type).bind(this, node, slot);
  }

  private Optional<Object> generic(Node node, Slot slot, ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    var raw = type.getRawType();
    boolean absent = node instanceof Scalar scalar && scalar.isNull();
    if (raw == Optional.class) {
      return absent
          ? Optional.of(Optional.empty())
          : bind(node, slot.holding(arguments[0])).map(Optional::of);
    }
    if (raw == Placed.class) {
      return bind(node, slot.holding(arguments[0]))
          .map(value -> new Placed<>(value, source.place(node.at())));
    }
    if (raw == List.class) {
      return absent ? Optional.of(List.of()) : list(node, slot, arguments[0]);
    }
    if (raw == Map.class && arguments[0] == String.class) {
      return absent ? Optional.of(Map.of()) : map(node, slot, arguments[1]);
    }
    throw new IllegalStateException(type + " is not a type YAML can fill");
  }

  private Optional<Object> list(Node node, Slot slot, Type itemType) {
    if (!(node instanceof Sequence sequence)) {
      var mend = node instanceof Scalar && !slot.secret() ? " (write it in brackets: […])" : "";
      return mismatch(node, slot, "a list" + mend);
    }
    List<Object> items = new ArrayList<>();
    boolean complete = true;
    for (int i = 0; i < sequence.items().size(); i++) {
      var item = bind(sequence.items().get(i), slot.item(itemType, i));
      item.ifPresent(items::add);
      complete &= item.isPresent();
    }
    return complete ? Optional.of(List.copyOf(items)) : Optional.empty();
  }

  private Optional<Object> map(Node node, Slot slot, Type valueType) {
    if (!(node instanceof Mapping mapping)) {
      return mismatch(node, slot, "a mapping");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (var entry : mapping.entries()) {
      var key = entry.key().text();
      bind(entry.value(), slot.entry(valueType, key)).ifPresent(value -> values.put(key, value));
    }
    return values.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  private Optional<Object> record(Node node, Slot slot, RecordShape shape) {
    return switch (node) {
      case Mapping mapping -> record(mapping, slot, shape);
      case Scalar scalar when scalar.isNull() ->
          record(Mapping.of(List.of(), scalar.at()), slot, shape);
      case Scalar _, Sequence _ -> mismatch(node, slot, "a mapping");
    };
  }

  private Optional<Object> record(Mapping mapping, Slot slot, RecordShape shape) {
    Map<String, Object> values = new HashMap<>();
    boolean complete = true;
    for (var entry : mapping.entries()) {
      var key = entry.key().text();
      var component = shape.byKey().get(key);
      if (component == null) {
        complete = false;
        continue;
      }
      var value = bind(entry.value(), slot.component(component));
      value.ifPresent(v -> values.put(key, v));
      complete &= value.isPresent();
    }
    complete &= keysFit(mapping, slot, shape);
    return complete ? construct(shape, values, mapping.at(), slot) : Optional.empty();
  }

  /** A key that an unknown one probably means is not also reported as missing. */
  private boolean keysFit(Mapping mapping, Slot slot, RecordShape shape) {
    Set<String> given = new HashSet<>();
    mapping.entries().forEach(entry -> given.add(entry.key().text()));
    List<String> missing = new ArrayList<>(shape.required());
    missing.removeAll(given);
    boolean fit = missing.isEmpty();
    for (var entry : mapping.entries()) {
      var key = entry.key().text();
      if (!shape.byKey().containsKey(key)) {
        var open = shape.byKey().keySet().stream().filter(k -> !given.contains(k)).toList();
        var mend = Suggestion.mend(key, open);
        wrong(entry.key().at(), slot, "unknown key " + Quoted.text(key) + " " + mend);
        Suggestion.nearest(key, open).ifPresent(missing::remove);
        fit = false;
      }
    }
    missing.forEach(key -> wrong(mapping.at(), slot, "'" + key + "' is missing"));
    return fit;
  }

  private Optional<Object> construct(
      RecordShape shape, Map<String, Object> values, At at, Slot slot) {
    try {
      return Optional.of(shape.construct(values, source.place(at)));
    } catch (IllegalArgumentException e) {
      return wrong(at, slot, Optional.ofNullable(e.getMessage()).orElse("is not valid"));
    }
  }

  private Optional<Object> scalar(Node node, Slot slot, Class<?> type) {
    if (!(node instanceof Scalar scalar) || scalar.isNull()) {
      return mismatch(node, slot, Reading.expected(type));
    }
    return switch (Reading.of(scalar, type)) {
      case Reading.Value(Object value) -> Optional.of(value);
      case Reading.Wrong(String complaint, String mend) -> {
        var mended = mend.isEmpty() || slot.secret() ? complaint : complaint + " (" + mend + ")";
        yield wrong(node.at(), slot, slot.quote(scalar) + " " + mended);
      }
    };
  }

  private Optional<Object> wrong(At at, Slot slot, String message) {
    problems.add(at, slot.says(message));
    return Optional.empty();
  }
}
