package io.ringwatch.yaml;

import io.ringwatch.yaml.Node.Scalar;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One scalar read as one type. */
sealed interface Reading {
  /** What an enum's constants are called in YAML. */
  ByType<Map<String, Object>> CONSTANTS = new ByType<>(Reading::constants);

  /** The static method {@code parse(String)} of a type that has one. */
  ByType<Optional<Method>> PARSERS = new ByType<>(Reading::parser);

  record Value(Object value) implements Reading {}

  /**
   * The text cannot be read as the type.
   *
   * @param complaint what follows the quoted text, without any of it: {@code is not an integer}
   * @param mend may quote the text; empty if there is none to offer
   */
  record Wrong(String complaint, String mend) implements Reading {}

  /** A type with a static method {@code parse(String)} is read by it. */
  static Reading of(Scalar scalar, Class<?> type) {
    if (type.isEnum()) {
      return constant(scalar.text(), type);
    }
    return switch (type.getName()) {
      case "java.lang.String" -> new Value(scalar.text());
      case "boolean", "java.lang.Boolean" -> plain(scalar, "true or false", Reading::truth);
      case "int", "java.lang.Integer" -> plain(scalar, "an integer", Reading::integer);
      case "long", "java.lang.Long" -> plain(scalar, "an integer", Reading::bigInteger);
      case "double", "java.lang.Double" -> plain(scalar, "a number", Reading::number);
      case "java.time.Duration" -> duration(scalar.text());
      case "java.nio.file.Path" -> path(scalar.text());
      case "java.util.regex.Pattern" -> pattern(scalar.text());
      default -> parsed(scalar.text(), type);
    };
  }

  /** Whether {@link #of} can read the type from text by its own {@code parse} method. */
  static boolean hasParser(Class<?> type) {
    return PARSERS.get(type).isPresent();
  }

  /** Whether {@link #of} knows the type. */
  static boolean canRead(Class<?> type) {
    return type.isEnum()
        || type == String.class
        || !expected(type).equals("text")
        || hasParser(type);
  }

  /** What {@link #of} expects, for a message. */
  static String expected(Class<?> type) {
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> "true or false";
      case "int", "java.lang.Integer", "long", "java.lang.Long" -> "an integer";
      case "double", "java.lang.Double" -> "a number";
      case "java.time.Duration" -> "a duration";
      case "java.nio.file.Path" -> "a path";
      case "java.util.regex.Pattern" -> "a regular expression";
      default -> type.isEnum() ? "one of " + String.join(", ", names(type)) : "text";
    };
  }

  private static Reading plain(Scalar scalar, String what, Function<String, Reading> read) {
    return scalar.plain()
        ? read.apply(scalar.text())
        : new Wrong("is text, not " + what, "drop the quotes");
  }

  private static Reading truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> new Value(true);
      case "false" -> new Value(false);
      case "yes", "on", "y", "1" -> new Wrong("is not true or false", "try true");
      case "no", "off", "n", "0" -> new Wrong("is not true or false", "try false");
      default -> new Wrong("is not true or false", "");
    };
  }

  private static Reading integer(String text) {
    return switch (bigInteger(text)) {
      case Value(Long wide) when wide == wide.intValue() -> new Value(wide.intValue());
      case Value _ -> new Wrong("is too large", "at most " + Integer.MAX_VALUE);
      case Wrong wrong -> wrong;
    };
  }

  private static Reading bigInteger(String text) {
    if (!text.matches("[-+]?[0-9]+")) {
      return new Wrong("is not an integer", "");
    }
    try {
      return new Value(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return new Wrong("is too large", "at most " + Long.MAX_VALUE);
    }
  }

  private static Reading number(String text) {
    return text.matches("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?")
        ? new Value(Double.parseDouble(text))
        : new Wrong("is not a number", "");
  }

  private static Reading duration(String text) {
    return PrometheusDuration.parse(text)
        .<Reading>map(Value::new)
        .orElseGet(() -> new Wrong("is not a duration", PrometheusDuration.mend(text)));
  }

  private static Reading path(String text) {
    try {
      return text.isEmpty() ? new Wrong("is not a path", "it is empty") : new Value(Path.of(text));
    } catch (InvalidPathException e) {
      return new Wrong("is not a path", e.getReason());
    }
  }

  private static Reading pattern(String text) {
    try {
      return new Value(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      return new Wrong("is not a regular expression", e.getDescription());
    }
  }

  private static Reading constant(String text, Class<?> type) {
    var constants = CONSTANTS.get(type);
    var found = constants.get(text);
    return found == null
        ? new Wrong(
            "is not one of " + String.join(", ", constants.keySet()),
            Suggestion.nearest(text, constants.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElse(""))
        : new Value(found);
  }

  /** What an enum's constants are called in YAML. */
  static List<String> names(Class<?> type) {
    return List.copyOf(CONSTANTS.get(type).keySet());
  }

  private static Map<String, Object> constants(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .forEach(
            field -> {
              var key = field.getAnnotation(Key.class);
              var name = field.getName().toLowerCase(Locale.ROOT).replace('_', '-');
              constants.put(key == null ? name : key.value(), constant(type, field.getName()));
            });
    return constants;
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
        .filter(c -> ((Enum<?>) c).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Method> parser(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals("parse") && m.getReturnType() == type)
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .filter(m -> Modifier.isStatic(m.getModifiers()))
        .peek(m -> m.setAccessible(true))
        .findFirst();
  }

  private static Reading parsed(String text, Class<?> type) {
    var parser =
        PARSERS
            .get(type)
            .orElseThrow(() -> new IllegalStateException(type + " is not a type YAML can fill"));
    try {
      return new Value(Objects.requireNonNull(parser.invoke(null, text)));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        return new Wrong("is not valid", Objects.requireNonNullElse(cause.getMessage(), ""));
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
