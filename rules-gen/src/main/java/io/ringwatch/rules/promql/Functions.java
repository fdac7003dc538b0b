package io.ringwatch.rules.promql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringwatch.rules.promql.Function.Trait;
import io.ringwatch.yaml.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The functions of every Prometheus from 2.42 to 3.5. The table is the resource functions.txt. */
public final class Functions {
  static final String EXPERIMENTAL =
      " is experimental: Prometheus has it only with"
          + " --enable-feature=promql-experimental-functions";

  private static final Map<String, Function> ALL = read();

  private Functions() {}

  /** Empty if no Prometheus has a function of that name; upper and lower case count. */
  public static Optional<Function> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Those that a dialect has without feature flags, by name. */
  public static Set<String> names(Dialect dialect) {
    return ALL.values().stream()
        .filter(f -> has(dialect, f))
        .map(Function::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The one that an expression calls.
   *
   * @throws PromqlException if the dialect has none of that name
   */
  static Function called(Token name, Dialect dialect) throws PromqlException {
    var function = of(name.text());
    if (function.filter(f -> has(dialect, f)).isPresent()) {
      return function.get();
    }
    var why = function.map(f -> lacks(dialect, f)).orElseGet(() -> unknown(name, dialect));
    throw new PromqlException(name.start(), why);
  }

  private static String lacks(Dialect dialect, Function function) {
    if (function.is(Trait.EXPERIMENTAL)) {
      return function.name() + EXPERIMENTAL + " (" + function.since() + " and later)";
    }
    return dialect.has3()
        ? function.name() + " is gone since Prometheus " + function.until()
        : function.name() + " needs Prometheus " + function.since() + " or later";
  }

  private static String unknown(Token name, Dialect dialect) {
    var known = new TreeSet<>(names(dialect));
    Arrays.stream(Aggregator.values())
        .filter(a -> !a.isExperimental())
        .forEach(a -> known.add(a.toString()));
    var mend = Suggestion.nearest(name.text(), known).map(n -> " (did you mean '" + n + "'?)");
    return "there is no function " + name + mend.orElse("");
  }

  private static boolean has(Dialect dialect, Function function) {
    return !function.is(Trait.EXPERIMENTAL)
        && switch (dialect) {
          case PROMETHEUS_2_42, GRAFANA -> isBy242(function.since());
          case PROMETHEUS_3 -> function.until().isEmpty();
          case ANY -> true;
        };
  }

  private static boolean isBy242(String release) {
    var parts = release.split("\\.", -1);
    return parts[0].equals("2") && Integer.parseInt(parts[1]) <= 42;
  }

  private static Map<String, Function> read() {
    try (var in = Functions.class.getResourceAsStream("functions.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      Map<String, Function> functions = new TreeMap<>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(Functions::function)
          .forEach(f -> functions.put(f.name(), f));
      return functions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Function function(String line) {
    var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    var types = words(cells.get(1));
    var last = types.isEmpty() ? "" : types.getLast();
    boolean optional = last.endsWith("?") || last.endsWith("*");
    return new Function(
        cells.get(0),
        types.stream().map(t -> type(t.replaceAll("[?*]", ""))).toList(),
        optional ? types.size() - 1 : types.size(),
        last.endsWith("*") ? Function.ENDLESS : types.size(),
        type(cells.get(2)),
        cells.get(3),
        cells.get(4).equals("-") ? "" : cells.get(4),
        words(cells.get(5)).stream().map(Functions::trait).collect(Collectors.toSet()));
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(" ")).filter(w -> !w.isEmpty()).toList();
  }

  private static ValueType type(String word) {
    return ValueType.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Trait trait(String word) {
    return Trait.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
