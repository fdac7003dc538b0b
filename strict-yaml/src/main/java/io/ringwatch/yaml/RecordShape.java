package io.ringwatch.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record as YAML sees it: its keys in order, and its canonical constructor. Looked at once a
 * type.
 */
final class RecordShape {
  /**
   * @param key the name in YAML
   * @param doc what it means
   * @param whenAbsent what an absent key means, or empty if the key has to be given
   */
  record Component(
      String key, Type type, boolean secret, Optional<String> doc, Optional<Object> whenAbsent) {
    boolean isPlace() {
      return type == Place.class;
    }

    boolean isRequired() {
      return whenAbsent.isEmpty();
    }
  }

  private static final ByType<RecordShape> SHAPES = new ByType<>(RecordShape::new);

  private final Class<?> type;
  private final List<Component> components;
  private final Map<String, Component> byKey = new LinkedHashMap<>();
  private final List<String> required;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    this.type = type;
    var declared = type.getRecordComponents();
    components = Arrays.stream(declared).map(RecordShape::component).toList();
    components.stream().filter(c -> !c.isPlace()).forEach(c -> byKey.put(c.key, c));
    required = byKey.values().stream().filter(Component::isRequired).map(Component::key).toList();
    constructor = constructor(type, declared);
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  Class<?> type() {
    return type;
  }

  /** The components that have a key, by it. */
  Map<String, Component> byKey() {
    return byKey;
  }

  /** Keys that have to be given. */
  List<String> required() {
    return required;
  }

  /**
   * @param values by key; every component without a value for its absence has one
   * @throws IllegalArgumentException as the record's own constructor does
   */
  Object construct(Map<String, Object> values, Place place) {
    var arguments = new Object[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      var component = components.get(i);
      var absent = component.whenAbsent.orElse(place);
      arguments[i] = component.isPlace() ? place : values.getOrDefault(component.key, absent);
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a mapping can fill it; a record that is only read from text may hold anything. */
  boolean isFillable() {
    return components.stream().allMatch(c -> isReadable(c.type, new HashSet<>()));
  }

  private static boolean isReadable(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return true;
    }
    return switch (type) {
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments()).allMatch(t -> isReadable(t, seen));
      case Class<?> c when c == Place.class || Reading.canRead(c) -> true;
      case Class<?> c when c.isRecord() ->
          of(c).components.stream().allMatch(r -> isReadable(r.type, seen));
      case Class<?> c -> Variants.has(c);
      default -> false;
    };
  }

  /** Whether a value of this type may carry a secret, at any depth. */
  static boolean holdsSecret(Type type) {
    return holdsSecret(type, new HashSet<>());
  }

  private static boolean holdsSecret(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return false;
    }
    return switch (type) {
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments()).anyMatch(t -> holdsSecret(t, seen));
      case Class<?> c when c.isRecord() ->
          of(c).components.stream().anyMatch(r -> r.secret || holdsSecret(r.type, seen));
      case Class<?> c when c.isSealed() ->
          Arrays.stream(c.getPermittedSubclasses()).anyMatch(p -> holdsSecret(p, seen));
      default -> false;
    };
  }

  private static Component component(RecordComponent declared) {
    var key = declared.getAnnotation(Key.class);
    var name = key == null ? snakeCase(declared.getName()) : key.value();
    var doc = Optional.ofNullable(declared.getAnnotation(Doc.class)).map(Doc::value);
    var type = declared.getGenericType();
    var secret = declared.isAnnotationPresent(Secret.class);
    return new Component(name, type, secret, doc, whenAbsent(type));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Optional<Object> whenAbsent(Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return Optional.empty();
    }
    var raw = generic.getRawType();
    if (raw == Optional.class) {
      return Optional.of(Optional.empty());
    }
    if (raw == List.class) {
      return Optional.of(List.of());
    }
    return raw == Map.class ? Optional.of(Map.of()) : Optional.empty();
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] declared) {
    var types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var found = type.getDeclaredConstructor(types);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
