package io.ringwatch.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of a request, decoded, in the order in which they stand.
 *
 * @param parameters the values by name
 */
public record Query(Map<String, List<String>> parameters) {

  public Query {
    var copy = new LinkedHashMap<String, List<String>>();
    parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = Collections.unmodifiableMap(copy);
  }

  /** The first value of a parameter; empty if it is missing or has no value. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** The names which stand in the request. */
  public List<String> names() {
    return new ArrayList<>(parameters.keySet());
  }

  /** {@code target=a&module=b}, for a person who reads the log. */
  @Override
  public String toString() {
    return parameters.entrySet().stream()
        .flatMap(p -> p.getValue().stream().map(value -> p.getKey() + "=" + value))
        .collect(Collectors.joining("&"));
  }
}
