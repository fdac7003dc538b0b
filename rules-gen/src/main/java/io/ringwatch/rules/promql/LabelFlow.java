package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.NumberLiteral;
import io.ringwatch.rules.promql.Expr.Parameter;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.StringLiteral;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.Unary;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Function.Trait;
import io.ringwatch.rules.promql.Matching.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which labels the series have at each point of an expression, and who asks for others. */
public final class LabelFlow {
  /**
   * A label that is asked for where no series can have it.
   *
   * @param span of the expression that asks
   * @param there what the series have instead
   */
  public record Missing(Span span, String label, Labels there) {}

  /**
   * What comes out.
   *
   * @param labels those of the result
   * @param missing in the order of the expression, innermost first
   */
  public record Flow(Labels labels, List<Missing> missing) {
    public Flow {
      missing = List.copyOf(missing);
    }
  }

  private static final Set<String> ABSENT = Set.of("absent", "absent_over_time");

  private final Metrics metrics;
  private final List<Missing> missing = new ArrayList<>();

  private LabelFlow(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Of an expression whose types fit. */
  public static Flow of(Expr expr, Metrics metrics) {
    var flow = new LabelFlow(metrics);
    return new Flow(flow.labels(expr), flow.missing);
  }

  private Labels labels(Expr expr) {
    return switch (expr) {
      case NumberLiteral _, StringLiteral _, Parameter _ -> Labels.NONE;
      case VectorSelector v -> selector(v);
      case MatrixSelector m -> labels(m.vector());
      case Subquery s -> labels(s.expr());
      case Paren p -> labels(p.expr());
      case Unary u -> nameless(labels(u.expr()), u.negative());
      case Call c -> call(c);
      case Aggregation a -> aggregation(a);
      case Binary b -> binary(b);
    };
  }

  private Labels selector(VectorSelector selector) {
    var labels =
        selector
            .metric()
            .flatMap(metrics::metric)
            .map(m -> Labels.of(m.labels()).with(LabelMatcher.NAME))
            .orElse(Labels.ANY);
    for (var matcher : selector.matchers()) {
      require(matcher.label(), labels, selector);
    }
    return labels;
  }

  private void require(String label, Labels there, Expr by) {
    if (!there.canHave(label)) {
      missing.add(new Missing(by.span(), label, there));
    }
  }

  private static Labels nameless(Labels labels, boolean loses) {
    return loses ? labels.without(Set.of(LabelMatcher.NAME)) : labels;
  }

  private Labels call(Call call) {
    var function = call.function();
    var vector =
        call.arguments().stream()
            .filter(a -> a.type() == ValueType.VECTOR || a.type() == ValueType.MATRIX)
            .map(this::labels)
            .reduce((first, second) -> first)
            .orElse(Labels.NONE);
    if (ABSENT.contains(function.name())) {
      return demanded(call.arguments().getFirst());
    }
    if (function.returns() == ValueType.SCALAR) {
      return Labels.NONE;
    }
    return switch (function.name()) {
      case "label_replace" -> {
        text(call, 3).filter(l -> !l.isEmpty()).ifPresent(l -> require(l, vector, call));
        yield text(call, 1).map(vector::with).orElse(vector);
      }
      case "label_join" -> {
        for (int i = 3; i < call.arguments().size(); i++) {
          text(call, i).ifPresent(l -> require(l, vector, call));
        }
        yield text(call, 1).map(vector::with).orElse(vector);
      }
      case "histogram_quantile", "histogram_fraction" ->
          vector.without(Set.of("le", LabelMatcher.NAME));
      case "info" -> vector.or(Labels.ANY);
      default -> nameless(vector, !function.is(Trait.KEEPS_NAME));
    };
  }

  private static Optional<String> text(Call call, int index) {
    var argument = call.arguments().get(index);
    while (argument instanceof Paren p) {
      argument = p.expr();
    }
    return argument instanceof StringLiteral s ? Optional.of(s.value()) : Optional.empty();
  }

  /** {@code absent(up{job="a"})} has the labels that the selector asks a value of. */
  private static Labels demanded(Expr expr) {
    var selector =
        switch (expr) {
          case VectorSelector v -> Optional.of(v);
          case MatrixSelector m -> Optional.of(m.vector());
          default -> Optional.<VectorSelector>empty();
        };
    var matchers = selector.map(VectorSelector::matchers).orElse(List.of());
    return Labels.of(
        matchers.stream()
            .filter(m -> m.operator() == LabelMatcher.Operator.EQUAL)
            .filter(m -> !m.label().equals(LabelMatcher.NAME))
            .filter(m -> matchers.stream().filter(o -> o.label().equals(m.label())).count() == 1)
            .map(LabelMatcher::label)
            .toList());
  }

  private Labels aggregation(Aggregation aggregation) {
    aggregation.parameter().ifPresent(this::labels);
    var inner = labels(aggregation.expr());
    var grouping = aggregation.grouping();
    grouping.labels().forEach(label -> require(label, inner, aggregation));
    if (aggregation.aggregator().selects()) {
      return inner;
    }
    var outer =
        grouping.without()
            ? nameless(inner.without(grouping.labels()), true)
            : inner.only(grouping.labels());
    return aggregation.aggregator() == Aggregator.COUNT_VALUES
        ? aggregation
            .parameter()
            .filter(StringLiteral.class::isInstance)
            .map(p -> outer.with(((StringLiteral) p).value()))
            .orElse(outer)
        : outer;
  }

  private Labels binary(Binary binary) {
    var left = labels(binary.left());
    var right = labels(binary.right());
    if (!binary.matches()) {
      var vector = binary.left().type() == ValueType.VECTOR ? left : right;
      return nameless(vector, !binary.filters());
    }
    matched(binary, left, right);
    return switch (binary.operator()) {
      case AND, UNLESS -> left;
      case OR -> left.or(right);
      default -> nameless(joined(binary.matching(), left, right), !binary.filters());
    };
  }

  private void matched(Binary binary, Labels left, Labels right) {
    var matching = binary.matching();
    for (var label : matching.labels()) {
      if (matching.on()) {
        require(label, left, binary);
        require(label, right, binary);
      } else {
        require(label, left.or(right), binary);
      }
    }
    var one = matching.many() == Side.LEFT ? right : left;
    matching.include().forEach(label -> require(label, one, binary));
  }

  private static Labels joined(Matching matching, Labels left, Labels right) {
    return switch (matching.many()) {
      case NEITHER ->
          matching.on() ? left.only(matching.labels()) : left.without(matching.labels());
      case LEFT -> including(left, right, matching.include());
      case RIGHT -> including(right, left, matching.include());
    };
  }

  private static Labels including(Labels many, Labels one, Collection<String> included) {
    var labels = many.without(included);
    for (var label : included) {
      labels = one.canHave(label) ? labels.with(label) : labels;
    }
    return labels;
  }
}
