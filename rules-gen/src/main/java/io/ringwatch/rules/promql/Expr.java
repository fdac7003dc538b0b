package io.ringwatch.rules.promql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An expression of PromQL, and where its parts stand. Format: Prometheus, promql/parser/ast.go. */
public sealed interface Expr {
  Span span();

  /** What it evaluates to. */
  ValueType type();

  /** The expressions that it is made of, in order. */
  default List<Expr> parts() {
    return switch (this) {
      case NumberLiteral _, StringLiteral _, Parameter _, VectorSelector _ -> List.of();
      case MatrixSelector m -> List.of(m.vector());
      case Subquery s -> List.of(s.expr());
      case Call c -> c.arguments();
      case Aggregation a -> Stream.concat(a.parameter().stream(), Stream.of(a.expr())).toList();
      case Binary b -> List.of(b.left(), b.right());
      case Unary u -> List.of(u.expr());
      case Paren p -> List.of(p.expr());
    };
  }

  /** The expression and all that it is made of, outermost first, otherwise in order. */
  default List<Expr> all() {
    List<Expr> all = new ArrayList<>();
    var next = new ArrayDeque<Expr>(List.of(this));
    while (!next.isEmpty()) {
      var expr = next.pop();
      all.add(expr);
      expr.parts().reversed().forEach(next::push);
    }
    return all;
  }

  /**
   * A number, with the signs before it.
   *
   * @param duration written as one, {@code 5m}: seconds (Prometheus 3)
   */
  record NumberLiteral(double value, boolean duration, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /**
   * A text.
   *
   * @param value as in {@link LabelMatcher#value}
   */
  record StringLiteral(String value, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** {@code $name}: not PromQL, but in a spec a number. */
  record Parameter(String name, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /**
   * {@code name{label="value"}}.
   *
   * @param name before the braces; empty if there is none
   * @param matchers those within the braces, in order; a quoted name is one of {@code __name__}
   */
  record VectorSelector(String name, List<LabelMatcher> matchers, Shift shift, Span span)
      implements Expr {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    /** The metric, if the selector is of exactly one. */
    public Optional<String> metric() {
      return name.isEmpty()
          ? matchers.stream()
              .filter(m -> m.label().equals(LabelMatcher.NAME))
              .filter(m -> m.operator() == LabelMatcher.Operator.EQUAL)
              .map(LabelMatcher::value)
              .findFirst()
          : Optional.of(name);
    }

    /** Where the name before the braces stands. */
    public Span nameSpan() {
      return new Span(span.start(), span.start() + name.length());
    }

    VectorSelector shifted(Shift other, int end) {
      return new VectorSelector(name, matchers, other, new Span(span.start(), end));
    }
  }

  /** {@code name[5m]}; the shift stands behind the range and is the vector's. */
  record MatrixSelector(VectorSelector vector, Duration range, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** {@code expr[1h:5m]}; without a step it is the evaluation interval. */
  record Subquery(Expr expr, Duration range, Optional<Duration> step, Shift shift, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  record Call(Function function, List<Expr> arguments, Span span) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }

  /** {@code sum by (label) (expr)}. */
  record Aggregation(
      Aggregator aggregator, Optional<Expr> parameter, Expr expr, Grouping grouping, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /**
   * Two expressions and an operator.
   *
   * @param bool a comparison that yields 0 or 1 and filters nothing
   * @param operatorSpan where the operator stands
   */
  record Binary(
      BinaryOperator operator,
      Expr left,
      Expr right,
      boolean bool,
      Matching matching,
      Span operatorSpan)
      implements Expr {
    @Override
    public Span span() {
      return left.span().to(right.span());
    }

    @Override
    public ValueType type() {
      boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
      return scalars ? ValueType.SCALAR : ValueType.VECTOR;
    }

    /** Both sides are vectors, so that series have to match. */
    public boolean matches() {
      return left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    }

    /** Keeps some series of the left (or only) vector as they are. */
    public boolean filters() {
      return operator.isComparison() && !bool;
    }
  }

  /** {@code -expr} and {@code +expr}; before a number the sign is the number's. */
  record Unary(boolean negative, Expr expr, Span span) implements Expr {
    @Override
    public ValueType type() {
      return expr.type();
    }
  }

  /** {@code (expr)}. */
  record Paren(Expr expr, Span span) implements Expr {
    @Override
    public ValueType type() {
      return expr.type();
    }
  }
}
