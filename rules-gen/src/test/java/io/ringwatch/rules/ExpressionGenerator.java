package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Functions;
import io.ringwatch.rules.promql.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random expressions: well-formed ones of both dialects, and such with a word or two changed. */
final class ExpressionGenerator {
  private static final List<String> NAMES =
      List.of("foo", "bar", "a:b", "up", "sum", "by", "offset", "_x1", "start", "limitk", "step");
  private static final List<String> LABELS =
      List.of("a", "job", "le", "on", "sum", "bool", "_", "instance", "group_left", "end");
  private static final List<String> TEXTS =
      List.of(
          "''", "\"x\"", "`.*`", "\"a\\n\\u00e9\\\"\"", "'[a-z]+|b'", "\"é\\x00\"", "`\\`", "'$1'");
  private static final List<String> NUMBERS =
      List.of("1", "0", "0.5", "1e6", "0x1F", "010", "NaN", ".25", "1e-7", "123456789", "2.");
  private static final List<String> NUMBERS_3 = List.of("1_000", "5m", "1h30m", "0x_ff", "90s");
  private static final List<String> DURATIONS =
      List.of("5m", "1h30m", "90s", "1d", "1w2d", "500ms", "1y", "36h");
  private static final List<String> DURATIONS_3 = List.of("300", "0.5", "+5m", "1e3");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
  private static final List<String> COMPARISONS = List.of("==", "!=", ">", "<", ">=", "<=");
  private static final List<String> SETS = List.of("and", "or", "unless");
  private static final List<String> SIMPLE_AGGREGATIONS =
      List.of("sum", "avg", "count", "min", "max", "group", "stddev", "stdvar");
  private static final List<String> NOISE =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "@",
          "+",
          "-",
          "^",
          "==",
          "and",
          "bool",
          "on",
          "by",
          "without",
          "offset",
          "group_left",
          "foo",
          "rate",
          "sum",
          "5m",
          "1",
          "\"x\"",
          "=",
          "=~",
          "5",
          "start()",
          "ignoring",
          "time()",
          "[5m]",
          "[5m:]",
          "()",
          "$",
          "#",
          "!",
          "'");

  private final Random random;
  private final boolean three;

  ExpressionGenerator(Dialect dialect) {
    this.random = new Random(42);
    this.three = dialect == Dialect.PROMETHEUS_3;
  }

  /** One that that Prometheus accepts. */
  String valid() {
    var text = random.nextInt(8) == 0 ? scalar(4) : vector(4);
    return random.nextInt(6) == 0 ? text.replace(" ", random.nextBoolean() ? "  " : "\n") : text;
  }

  /** One that it accepts or refuses. */
  String nearlyValid() {
    var words = valid().split("(?<=\\W)|(?=\\W)", -1);
    var list = new ArrayList<>(List.of(words));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(list.size());
      switch (random.nextInt(4)) {
        case 0 -> list.set(at, "");
        case 1 -> list.add(at, one(NOISE));
        case 2 -> list.set(at, one(NOISE));
        default -> list.set(at, list.get(random.nextInt(list.size())));
      }
    }
    return String.join("", list).replace('\n', ' ');
  }

  private String vector(int depth) {
    if (depth == 0) {
      return selector() + shift();
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> selector() + shift();
      case 2, 3 -> call(depth);
      case 4 -> aggregation(depth);
      case 5 -> vector(depth - 1) + comparison() + (random.nextBoolean() ? scalar(0) : "foo");
      case 6 -> vector(depth - 1) + " " + one(SETS) + sets() + vector(depth - 1);
      case 7 -> vector(depth - 1) + " " + one(ARITHMETIC) + matching() + vector(depth - 1);
      default ->
          switch (random.nextInt(3)) {
            case 0 -> "(" + vector(depth - 1) + ")";
            case 1 -> "-" + vector(depth - 1);
            default -> scalar(depth - 1) + " * " + vector(depth - 1);
          };
    };
  }

  private String scalar(int depth) {
    if (depth == 0) {
      return one(three && random.nextBoolean() ? NUMBERS_3 : NUMBERS);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "time()";
      case 1 -> "scalar(" + vector(depth - 1) + ")";
      case 2 -> scalar(depth - 1) + " " + one(ARITHMETIC) + " " + scalar(depth - 1);
      case 3 -> "(" + scalar(depth - 1) + " " + one(COMPARISONS) + " bool " + scalar(0) + ")";
      case 4 -> "-" + scalar(depth - 1);
      default -> scalar(0);
    };
  }

  private String matrix(int depth) {
    return (random.nextInt(3) > 0
            ? selector() + "[" + duration() + "]"
            : "(" + vector(depth - 1) + ")[" + duration() + ":" + maybe(duration()) + "]")
        + shift();
  }

  private String selector() {
    var matchers =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ -> matcher())
            .collect(Collectors.joining(", "));
    var name = three && random.nextInt(5) == 0 ? "" : one(NAMES);
    if (name.isEmpty()) {
      return "{\"utf.8\"" + (matchers.isEmpty() ? "" : ", " + matchers) + "}";
    }
    return matchers.isEmpty() ? name : name + "{" + matchers + maybe(",") + "}";
  }

  private String matcher() {
    boolean regex = random.nextInt(3) == 0;
    var label = three && random.nextInt(4) == 0 ? "\"x.y\"" : one(LABELS);
    return label
        + (regex ? one(List.of("=~", "!~")) : one(List.of("=", "!=")))
        + (regex ? one(List.of("'a.*'", "\"b|c\"", "`\\d+`", "'(?i)x'", "''")) : one(TEXTS));
  }

  private String shift() {
    return switch (random.nextInt(12)) {
      case 0 -> " offset " + duration();
      case 1 -> " offset -" + one(DURATIONS);
      case 2 -> " @ " + one(List.of("0", "1609746000", "-1.5", "start()", "end()", "+3"));
      case 3 -> " @ end() offset " + one(DURATIONS);
      default -> "";
    };
  }

  private String duration() {
    return one(three && random.nextInt(3) == 0 ? DURATIONS_3 : DURATIONS);
  }

  private String call(int depth) {
    var names =
        new TreeSet<>(Functions.names(three ? Dialect.PROMETHEUS_3 : Dialect.PROMETHEUS_2_42));
    names.removeIf(n -> Functions.of(n).orElseThrow().returns() == ValueType.SCALAR);
    var function = Functions.of(one(List.copyOf(names))).orElseThrow();
    int most = Math.min(function.most(), function.least() + 2);
    int count = function.least() + random.nextInt(most - function.least() + 1);
    return IntStream.range(0, count)
        .mapToObj(i -> function.parameters().get(Math.min(i, function.parameters().size() - 1)))
        .map(type -> argument(type, depth - 1))
        .collect(Collectors.joining(random.nextBoolean() ? "," : ", ", function.name() + "(", ")"));
  }

  private String argument(ValueType type, int depth) {
    return switch (type) {
      case SCALAR -> scalar(Math.max(0, depth - 1));
      case VECTOR -> vector(depth);
      case MATRIX -> matrix(Math.max(1, depth));
      case STRING -> one(TEXTS);
    };
  }

  private String aggregation(int depth) {
    var body =
        switch (random.nextInt(4)) {
          case 0 -> one(List.of("topk", "bottomk", "quantile")) + "~(" + scalar(0) + ", ";
          case 1 -> "count_values~(\"v\", ";
          default -> one(SIMPLE_AGGREGATIONS) + "~(";
        };
    var grouping = " " + one(List.of("by", "without", "BY")) + labels();
    int place = random.nextInt(3);
    var text = body.replace("~", place == 0 ? grouping : "") + vector(depth - 1) + ")";
    return place == 1 ? text + grouping : text;
  }

  private String labels() {
    var labels = IntStream.range(0, random.nextInt(3)).mapToObj(_ -> one(LABELS)).toList();
    var ending = labels.isEmpty() ? "" : maybe(",");
    return " (" + String.join(", ", labels) + ending + ") ";
  }

  private String matching() {
    return switch (random.nextInt(5)) {
      case 0 -> " on" + labels();
      case 1 -> " ignoring (le) ";
      case 2 -> " on (a) group_left" + maybe(" (b, c) ") + " ";
      case 3 -> " ON (a, job) Group_Right (le) ";
      default -> " ";
    };
  }

  private String sets() {
    return switch (random.nextInt(4)) {
      case 0 -> " on" + labels();
      case 1 -> " ignoring" + labels();
      default -> " ";
    };
  }

  private String comparison() {
    return " " + one(COMPARISONS) + (random.nextInt(3) == 0 ? " bool " : " ");
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
