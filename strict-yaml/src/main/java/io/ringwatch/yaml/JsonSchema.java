package io.ringwatch.yaml;

import io.ringwatch.yaml.RecordShape.Component;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON Schema (2020-12) for editors, of the files that {@link StrictYaml} reads into records. It
 * accepts every file that can be read; what records check by themselves it does not know.
 */
public final class JsonSchema {
  private static final String DURATION =
      "^(0|([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?)$";

  /** What YAML can write without quotes and still be read as text. */
  private static final List<String> SCALAR = List.of("string", "number", "boolean");

  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchema() {}

  /**
   * One schema for files of several kinds.
   *
   * @param kinds the record of each kind, by a key that only files of this kind have; the last is
   *     taken for all others
   * @return JSON, indented, with a line end
   */
  public static String of(String title, Map<String, Class<?>> kinds) {
    var schema = new JsonSchema();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", title);
    root.putAll(schema.choice(new ArrayList<>(kinds.entrySet())));
    root.put("$defs", schema.definitions);
    return JsonText.of(root);
  }

  private Map<String, Object> choice(List<Map.Entry<String, Class<?>>> kinds) {
    var first = kinds.getFirst();
    var then = of(first.getValue());
    if (kinds.size() == 1) {
      return then;
    }
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("if", Map.of("required", List.of(first.getKey())));
    choice.put("then", then);
    choice.put("else", choice(kinds.subList(1, kinds.size())));
    return choice;
  }

  private Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic);
      case Class<?> c when c.isRecord() -> record(c);
      case Class<?> c when Variants.has(c) -> sealed(c);
      case Class<?> c -> scalar(c);
      default -> throw new IllegalStateException(type + " is not a type YAML can fill");
    };
  }

  private Map<String, Object> generic(ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type.getRawType() == List.class) {
      schema.put("type", "array");
      schema.put("items", of(arguments[0]));
    } else if (type.getRawType() == Map.class) {
      schema.put("type", "object");
      schema.put("additionalProperties", of(arguments[1]));
    } else {
      return of(arguments[0]);
    }
    return schema;
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> text = Map.of("type", SCALAR);
    if (!Reading.hasParser(type)) {
      return reference(type);
    }
    return RecordShape.of(type).isFillable()
        ? Map.of("anyOf", List.of(text, reference(type)))
        : text;
  }

  private Map<String, Object> reference(Class<?> type) {
    var name = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, object(RecordShape.of(type)));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> object(RecordShape shape) {
    Map<String, Object> properties = new LinkedHashMap<>();
    shape.byKey().values().forEach(c -> properties.put(c.key(), property(c)));
    Map<String, Object> schema = new LinkedHashMap<>();
    Optional.ofNullable(shape.type().getAnnotation(Doc.class))
        .ifPresent(doc -> schema.put("description", doc.value()));
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    if (!shape.required().isEmpty()) {
      schema.put("required", shape.required());
    }
    return schema;
  }

  /** A key without a value counts as absent. */
  private Map<String, Object> property(Component component) {
    Map<String, Object> property = new LinkedHashMap<>();
    component.doc().ifPresent(doc -> property.put("description", doc));
    var schema = of(component.type());
    if (component.isRequired()) {
      property.putAll(schema);
    } else {
      property.put("anyOf", List.of(schema, Map.of("type", "null")));
    }
    return property;
  }

  private Map<String, Object> sealed(Class<?> type) {
    var records = Variants.records(type).toList();
    var whole = records.stream().map(this::record);
    var unwrapped =
        records.stream()
            .map(RecordShape::of)
            .filter(shape -> shape.byKey().size() == 1)
            .map(shape -> of(shape.byKey().values().iterator().next().type()));
    return Map.of("anyOf", Stream.concat(whole, unwrapped).distinct().toList());
  }

  private static Map<String, Object> scalar(Class<?> type) {
    if (type.isEnum()) {
      return Map.of("enum", Reading.names(type));
    }
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
      case "int", "java.lang.Integer", "long", "java.lang.Long" -> Map.of("type", "integer");
      case "double", "java.lang.Double" -> Map.of("type", "number");
      case "java.time.Duration" -> {
        Map<String, Object> duration = new LinkedHashMap<>();
        duration.put("type", List.of("string", "integer"));
        duration.put("pattern", DURATION);
        yield duration;
      }
      default -> Map.of("type", SCALAR);
    };
  }
}
