package io.ringwatch.rules.promql;

/**
 * The values that a series can have, but for NaN. Empty if {@code low} is above {@code high}.
 *
 * @param low the least; what is above 5 begins with the next number after 5
 */
record Interval(double low, double high) {
  static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final Interval NOT_NEGATIVE = new Interval(0, Double.POSITIVE_INFINITY);
  static final Interval UNIT = new Interval(0, 1);
  static final Interval ONE = new Interval(1, 1);

  static Interval point(double value) {
    return Double.isNaN(value) ? ALL : new Interval(value, value);
  }

  /** Those that pass a comparison with a number. */
  static Interval passing(BinaryOperator operator, double number) {
    return switch (operator) {
      case EQUAL -> new Interval(number, number);
      case GREATER -> new Interval(Math.nextUp(number), Double.POSITIVE_INFINITY);
      case GREATER_OR_EQUAL -> new Interval(number, Double.POSITIVE_INFINITY);
      case LESS -> new Interval(Double.NEGATIVE_INFINITY, Math.nextDown(number));
      case LESS_OR_EQUAL -> new Interval(Double.NEGATIVE_INFINITY, number);
      default -> ALL;
    };
  }

  boolean isEmpty() {
    return low > high;
  }

  boolean isPoint() {
    return low == high;
  }

  Interval and(Interval other) {
    return new Interval(Math.max(low, other.low), Math.min(high, other.high));
  }

  Interval or(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  /** Numbers of this one, raised to one of the other where they are below it. */
  Interval atLeast(Interval other) {
    return new Interval(Math.max(low, other.low), Math.max(high, other.high));
  }

  Interval negated() {
    return new Interval(-high, -low);
  }

  Interval plus(Interval other) {
    return of(low + other.low, high + other.high);
  }

  Interval times(Interval other) {
    double a = low * other.low;
    double b = low * other.high;
    double c = high * other.low;
    double d = high * other.high;
    return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private static Interval of(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? ALL : new Interval(low, high);
  }

  /** {@code at least 0}, {@code above 5}, {@code between 0 and 1}, {@code always 1}. */
  @Override
  public String toString() {
    double least = rounder(low, Math.nextDown(low));
    double most = rounder(high, Math.nextUp(high));
    if (isPoint()) {
      return "always " + number(low);
    }
    var above = (least == low ? "at least " : "above ") + number(least);
    var below = (most == high ? "at most " : "below ") + number(most);
    if (low == Double.NEGATIVE_INFINITY) {
      return high == Double.POSITIVE_INFINITY ? "any number" : below;
    }
    if (high == Double.POSITIVE_INFINITY) {
      return above;
    }
    boolean closed = least == low && most == high;
    return closed ? "between " + number(low) + " and " + number(high) : above + " and " + below;
  }

  /** The neighbour if it is the rounder number, from which this one was made. */
  private static double rounder(double value, double neighbour) {
    int spared = Double.toString(value).length() - Double.toString(neighbour).length();
    return spared > 4 ? neighbour : value;
  }

  private static String number(double value) {
    return Numbers.print(value, Dialect.PROMETHEUS_3);
  }
}
