package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Paren;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison of a vector with a number.
 *
 * @param operator as if the number stood on the right
 */
public record Comparison(Expr vector, BinaryOperator operator, double number) {
  /** Empty if it is none, or of two vectors. */
  public static Optional<Comparison> of(Binary binary) {
    if (!binary.operator().isComparison()) {
      return Optional.empty();
    }
    var right = constant(binary.right());
    if (right.isPresent()) {
      return Optional.of(new Comparison(binary.left(), binary.operator(), right.getAsDouble()));
    }
    var left = constant(binary.left());
    return left.isPresent()
        ? Optional.of(new Comparison(binary.right(), turned(binary.operator()), left.getAsDouble()))
        : Optional.empty();
  }

  Interval passing(Interval values) {
    return values.and(Interval.passing(operator, number));
  }

  private static OptionalDouble constant(Expr expr) {
    return switch (expr) {
      case NumberLiteral n when !Double.isNaN(n.value()) -> OptionalDouble.of(n.value());
      case Paren p -> constant(p.expr());
      case Binary b -> calculated(b.operator(), constant(b.left()), constant(b.right()));
      default -> OptionalDouble.empty();
    };
  }

  /** {@code 15 * 6}, as parameters leave it. */
  private static OptionalDouble calculated(
      BinaryOperator operator, OptionalDouble left, OptionalDouble right) {
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalDouble.empty();
    }
    double first = left.getAsDouble();
    double second = right.getAsDouble();
    return switch (operator) {
      case ADD -> OptionalDouble.of(first + second);
      case SUBTRACT -> OptionalDouble.of(first - second);
      case MULTIPLY -> OptionalDouble.of(first * second);
      default -> OptionalDouble.empty();
    };
  }

  private static BinaryOperator turned(BinaryOperator operator) {
    return switch (operator) {
      case GREATER -> BinaryOperator.LESS;
      case LESS -> BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      default -> operator;
    };
  }
}
