package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import io.ringwatch.rules.promql.Expr;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Metrics;
import io.ringwatch.rules.promql.Promql;
import io.ringwatch.rules.promql.PromqlException;
import io.ringwatch.rules.promql.Span;
import io.ringwatch.rules.promql.Units;
import io.ringwatch.yaml.PrometheusDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/** How two expressions differ, for people: {@code threshold 5m → 4m} where only numbers do. */
final class ExprDiff {
  /**
   * A number or range.
   *
   * @param what threshold, range or number
   * @param value as people read it
   */
  private record Part(String what, String value) {}

  private final Metrics metrics;

  ExprDiff(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Empty if both say the same. */
  List<String> of(String before, String after) {
    if (plain(before).equals(plain(after))) {
      return List.of();
    }
    var old = parsed(before);
    var now = parsed(after);
    if (!masked(before, old).equals(masked(after, now))) {
      return List.of("condition " + plain(before) + " → " + plain(after));
    }
    var was = parts(old);
    var is = parts(now);
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < was.size(); i++) {
      if (!was.get(i).equals(is.get(i))) {
        changes.add(was.get(i).what() + " " + was.get(i).value() + " → " + is.get(i).value());
      }
    }
    return changes;
  }

  private static Expr parsed(String expr) {
    try {
      return Promql.parse(expr, Dialect.ANY);
    } catch (PromqlException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String plain(String expr) {
    return expr.strip().replaceAll("\\s+", " ");
  }

  /** As it is printed, but for its numbers and ranges. */
  private static String masked(String text, Expr expr) {
    var masked = new StringBuilder(text);
    expr.all().stream()
        .flatMap(ExprDiff::number)
        .sorted(Comparator.comparingInt(Span::start).reversed())
        .forEach(span -> masked.replace(span.start(), span.end(), "#"));
    return plain(masked.toString());
  }

  private static Stream<Span> number(Expr expr) {
    return switch (expr) {
      case NumberLiteral n -> Stream.of(n.span());
      case MatrixSelector m -> Stream.of(new Span(m.vector().span().end(), m.span().end()));
      default -> Stream.of();
    };
  }

  private List<Part> parts(Expr whole) {
    var compared = new IdentityHashMap<Expr, Expr>();
    List<Part> parts = new ArrayList<>();
    for (var expr : whole.all()) {
      if (expr instanceof Binary b && b.operator().isComparison()) {
        compared.put(b.right(), b.left());
        compared.put(b.left(), b.right());
      } else if (expr instanceof MatrixSelector m) {
        parts.add(new Part("range", PrometheusDuration.format(m.range())));
      } else if (expr instanceof NumberLiteral n) {
        var other = compared.get(n);
        boolean seconds =
            other != null && Units.of(other, metrics).filter("seconds"::equals).isPresent();
        parts.add(new Part(other == null ? "number" : "threshold", number(n.value(), seconds)));
      }
    }
    return parts;
  }

  private static String number(double value, boolean seconds) {
    boolean whole = value >= 0.001 && value < 1e9 && value * 1000 == Math.rint(value * 1000);
    return seconds && whole
        ? PrometheusDuration.format(Duration.ofMillis(Math.round(value * 1000)))
        : Double.isFinite(value)
            ? Quantity.plain(BigDecimal.valueOf(value))
            : String.valueOf(value);
  }
}
