package io.ringwatch.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One item of a header such as {@code Accept}: {@code text/plain;version=0.0.4;q=0.5}.
 *
 * @param value what the client would take, in lower case
 * @param parameters what stands behind it, each {@code name=value} in lower case
 * @param quality how gladly it would, above 0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">RFC 9110, 12.4.2</a>
 */
record Preference(String value, List<String> parameters, double quality) {

  /** The items of all headers of one name, best first; without those that the client refuses. */
  static List<Preference> parse(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
        .map(Preference::item)
        .filter(item -> item.quality > 0)
        .sorted(Comparator.comparingDouble(Preference::quality).reversed())
        .toList();
  }

  private static Preference item(String text) {
    var parts = Arrays.stream(text.split(";", -1)).map(String::strip).toList();
    var parameters = parts.subList(1, parts.size());
    double quality = parameter(parameters, "q").map(Preference::number).orElse(1.0);
    return new Preference(parts.getFirst(), parameters, quality);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A parameter's value, without the quotes it may stand in. */
  Optional<String> parameter(String name) {
    return parameter(parameters, name);
  }

  private static Optional<String> parameter(List<String> parameters, String name) {
    return parameters.stream()
        .map(parameter -> parameter.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equals(name))
        .map(pair -> pair[1].strip().replace("\"", ""))
        .findFirst();
  }
}
