package io.ringwatch.yaml;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/** The static method {@code parse(String)} of each type that has one, looked for once. */
final class Parsers extends ClassValue<Optional<Method>> {
  static final Parsers BY_TYPE = new Parsers();

  private Parsers() {}

  @Override
  protected Optional<Method> computeValue(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals("parse") && m.getReturnType() == type)
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .filter(m -> Modifier.isStatic(m.getModifiers()))
        .peek(m -> m.setAccessible(true))
        .findFirst();
  }
}
