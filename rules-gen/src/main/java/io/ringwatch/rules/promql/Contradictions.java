package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Hints.Hint;
import io.ringwatch.rules.promql.Hints.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions on the same thing that exclude each other: {@code x > 5 and x < 3}. */
final class Contradictions {
  private Contradictions() {}

  /** Of an {@code and} or {@code unless} with all that is joined to its left. */
  static Optional<Hint> of(Binary binary) {
    return switch (binary.operator()) {
      case AND -> excluded(binary);
      case UNLESS -> swallowed(binary);
      default -> Optional.empty();
    };
  }

  private static Optional<Hint> excluded(Binary and) {
    var others = filters(and.left());
    boolean never =
        filters(and.right()).stream()
            .anyMatch(
                right ->
                    others.stream()
                        .filter(left -> same(left, right))
                        .map(left -> right.passing(left.passing(Interval.ALL)))
                        .anyMatch(Interval::isEmpty));
    return never
        ? Optional.of(hint(and, "never holds: no number passes both conditions"))
        : Optional.empty();
  }

  /** {@code x > 5 unless x > 3}. */
  private static Optional<Hint> swallowed(Binary unless) {
    if (filters(unless.right()).size() != 1) {
      return Optional.empty();
    }
    var taken = filters(unless.right()).getFirst();
    boolean never =
        filters(unless.left()).stream()
            .filter(left -> same(left, taken))
            .map(left -> left.passing(Interval.ALL))
            .anyMatch(left -> !isWhole(left) && taken.passing(left).equals(left));
    return never
        ? Optional.of(
            hint(unless, "never holds: the right side takes all that the left one passes"))
        : Optional.empty();
  }

  private static boolean isWhole(Interval interval) {
    return interval.equals(Interval.ALL);
  }

  private static boolean same(Comparison a, Comparison b) {
    return print(a.vector()).equals(print(b.vector()));
  }

  /** The comparisons with a number that every series of this expression has passed. */
  private static List<Comparison> filters(Expr expr) {
    List<Comparison> filters = new ArrayList<>();
    if (inner(expr) instanceof Binary b) {
      if (b.operator() == BinaryOperator.AND) {
        filters.addAll(filters(b.left()));
        filters.addAll(filters(b.right()));
      } else if (b.operator() == BinaryOperator.UNLESS) {
        filters.addAll(filters(b.left()));
      } else if (b.filters() && b.operator() != BinaryOperator.NOT_EQUAL) {
        Comparison.of(b).ifPresent(filters::add);
      }
    }
    return filters;
  }

  private static Hint hint(Binary binary, String message) {
    return new Hint(binary.operatorSpan(), Kind.NEVER, "'" + binary.operator() + "' " + message);
  }

  private static String print(Expr expr) {
    return Promql.print(inner(expr), Dialect.PROMETHEUS_3);
  }

  private static Expr inner(Expr expr) {
    return expr instanceof Paren p ? inner(p.expr()) : expr;
  }
}
