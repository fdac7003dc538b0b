package io.ringwatch.yaml;

import java.util.function.Function;

/** What reflection tells of a type, asked once. */
final class ByType<T> extends ClassValue<T> {
  private final Function<Class<?>, T> tell;

  ByType(Function<Class<?>, T> tell) {
    this.tell = tell;
  }

  @Override
  protected T computeValue(Class<?> type) {
    return tell.apply(type);
  }
}
