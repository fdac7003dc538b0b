package io.ringwatch.p2p.module;

import java.util.Optional;
import java.util.regex.Pattern;

/** An expression of the mapping language. {@link ExprParser} has the grammar. */
sealed interface Expr {

  record Literal(Value value) implements Expr {}

  /** What a path leads to. */
  record Read(Path path) implements Expr {}

  /** The key of the element, or of the one {@code levels} elements further out. */
  record KeyOf(int levels) implements Expr {}

  /** When the document was read, in seconds since 1970. */
  record Now() implements Expr {}

  /** The first of two that is there: {@code a ?? b}. */
  record Either(Expr first, Expr second) implements Expr {}

  /** Absent if it equals a sentinel: {@code a unless -1}. */
  record Unless(Expr value, Value sentinel) implements Expr {}

  record Not(Expr operand) implements Expr {}

  /** {@code and} if {@code all}, else {@code or}. */
  record Logic(boolean all, Expr left, Expr right) implements Expr {}

  record Compare(Comparison how, Expr left, Expr right) implements Expr {}

  /** Whether a pattern is found in a text. */
  record Matches(Expr text, Pattern pattern) implements Expr {}

  /** What a pattern's first group finds in a text, or the whole pattern if it has none. */
  record Extract(Expr text, Pattern pattern) implements Expr {}

  record Arithmetic(Operator operator, Expr left, Expr right) implements Expr {}

  record Convert(Conversion to, Expr operand) implements Expr {}

  /** How many elements an array or object has. */
  record Length(Expr container) implements Expr {}

  record Exists(Expr operand) implements Expr {}

  /** The provider in whose networks an address lies. */
  record ProviderOf(Expr host) implements Expr {}

  /** How many elements there are for which a condition holds. */
  record Count(Path elements, Optional<Expr> when) implements Expr {}

  enum Comparison {
    EQUAL("=="),
    DIFFERENT("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    MORE(">");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }

    /** Whether it holds for two things which {@code order} compares as compareTo does. */
    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case DIFFERENT -> order != 0;
        case AT_MOST -> order <= 0;
        case AT_LEAST -> order >= 0;
        case LESS -> order < 0;
        case MORE -> order > 0;
      };
    }
  }

  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY,
    MAX,
    MIN;

    double apply(double left, double right) {
      return switch (this) {
        case PLUS -> left + right;
        case MINUS -> difference(left, right);
        case TIMES -> left * right;
        case DIVIDED_BY -> left / right;
        case MAX -> Math.max(left, right);
        case MIN -> Math.min(left, right);
      };
    }

    /** Instants are large: what their difference has below a microsecond is not theirs. */
    private static double difference(double left, double right) {
      double difference = left - right;
      return Math.abs(left) > 1e9 && Math.abs(difference) < 1e9
          ? Math.rint(difference * 1e6) / 1e6
          : difference;
    }
  }

  /** Numbers out of texts that carry a unit; a bare number is in the target unit already. */
  enum Conversion {
    /** Seconds since 1970, of a number or of an ISO time. */
    TIME,
    /** {@code 2ms}, {@code 59h31m}. */
    SECONDS,
    /** {@code 61G}, {@code 18.2MB}. */
    BYTES,
    /** {@code 28 %}. */
    RATIO
  }

  /** What an expression is known to yield before any document is read. */
  enum Kind {
    NUMBER,
    TRUTH,
    TEXT,
    /** Whatever the document has there. */
    ANY
  }

  default Kind kind() {
    return switch (this) {
      case Literal(Value.Numeric _), Now _, Arithmetic _, Convert _, Length _, Count _ ->
          Kind.NUMBER;
      case Literal(Value.Truth _), Not _, Logic _, Compare _, Matches _, Exists _ -> Kind.TRUTH;
      case Literal(Value.Text _), KeyOf _, ProviderOf _ -> Kind.TEXT;
      case Unless(Expr value, Value _) -> value.kind();
      case Either(Expr first, Expr second) ->
          first.kind() == second.kind() ? first.kind() : Kind.ANY;
      case Read _, Extract _, Literal _ -> Kind.ANY;
    };
  }
}
