package io.ringwatch.rules.promql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operators between two expressions. All are left-associative but {@code ^}. */
public enum BinaryOperator {
  OR("or", 1),
  AND("and", 2),
  UNLESS("unless", 2),
  EQUAL("==", 3),
  NOT_EQUAL("!=", 3),
  GREATER(">", 3),
  LESS("<", 3),
  GREATER_OR_EQUAL(">=", 3),
  LESS_OR_EQUAL("<=", 3),
  ADD("+", 4),
  SUBTRACT("-", 4),
  MULTIPLY("*", 5),
  DIVIDE("/", 5),
  MODULO("%", 5),
  ATAN2("atan2", 5),
  POWER("^", 6);

  /** A sign before an expression binds like {@code *}: {@code -a ^ b} is {@code -(a ^ b)}. */
  static final int SIGN = 5;

  private static final Map<String, BinaryOperator> BY_SYMBOL =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(o -> o.symbol, o -> o));

  private final String symbol;
  private final int precedence;

  BinaryOperator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  static Optional<BinaryOperator> of(Token token) {
    return switch (token.kind()) {
      case OPERATOR, KEYWORD ->
          Optional.ofNullable(BY_SYMBOL.get(token.text().toLowerCase(Locale.ROOT)));
      default -> Optional.empty();
    };
  }

  /** How tightly it binds, from 1. */
  public int precedence() {
    return precedence;
  }

  public boolean isSet() {
    return precedence <= 2;
  }

  public boolean isComparison() {
    return precedence == 3;
  }

  boolean isRightAssociative() {
    return this == POWER;
  }

  /** As it is printed. */
  @Override
  public String toString() {
    return symbol;
  }
}
