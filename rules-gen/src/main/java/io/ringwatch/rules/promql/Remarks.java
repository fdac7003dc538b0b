package io.ringwatch.rules.promql;

import io.ringwatch.rules.promql.Expr.Aggregation;
import io.ringwatch.rules.promql.Expr.Binary;
import io.ringwatch.rules.promql.Expr.Call;
import io.ringwatch.rules.promql.Expr.MatrixSelector;
import io.ringwatch.rules.promql.Expr.Paren;
import io.ringwatch.rules.promql.Expr.Subquery;
import io.ringwatch.rules.promql.Expr.VectorSelector;
import io.ringwatch.rules.promql.Function.Trait;
import io.ringwatch.rules.promql.LabelMatcher.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What works in a test but is fragile with real targets: ranges that hold too few samples, divisors
 * that can be 0, what Prometheus 2 and 3 read differently. Checks are named as pint names its own.
 */
public final class Remarks {
  /**
   * One of them.
   *
   * @param fault whether it cannot be right; otherwise it may be
   * @param check what it is called: {@code promql/range}
   * @param message with the mend
   */
  public record Remark(Span span, boolean fault, String check, String message) {}

  private static final int FEWEST_SAMPLES = 2;
  private static final int ENOUGH_SAMPLES = 4;

  /** Functions that say nothing of less than two samples, beside those of counters and gauges. */
  private static final Set<String> OF_TWO = Set.of("changes");

  /** What a machine has of its own and never 0 of, but for swap. */
  private static final Pattern CAPACITY =
      Pattern.compile("(?i)(?!.*swap).*(total|_limit|_capacity|_maximum|_cpus)(_bytes)?");

  private static final Set<String> BOUNDS = Set.of("le", "quantile");
  private static final Pattern WHOLE = Pattern.compile("([0-9]+)(\\.0)?");

  private final Metrics metrics;
  private final Duration scrape;
  private final Expr whole;

  private Remarks(Expr whole, Metrics metrics, Duration scrape) {
    this.whole = whole;
    this.metrics = metrics;
    this.scrape = scrape;
  }

  /**
   * Of an expression whose types fit; outermost first.
   *
   * @param scrape how often the targets of its metrics are scraped
   */
  public static List<Remark> of(Expr expr, Metrics metrics, Duration scrape) {
    var remarks = new Remarks(expr, metrics, scrape);
    return expr.all().stream().flatMap(remarks::at).toList();
  }

  private Stream<Remark> at(Expr expr) {
    return switch (expr) {
      case Call c -> Stream.of(range(c), gone(c), ofSum(c)).flatMap(Optional::stream);
      case Aggregation a -> selecting(a).stream();
      case Binary b when b.operator() == BinaryOperator.DIVIDE -> unguarded(b).stream();
      case VectorSelector v -> v.matchers().stream().flatMap(m -> bound(m).stream());
      default -> Stream.empty();
    };
  }

  private Optional<Remark> range(Call call) {
    var range = call.arguments().stream().map(Remarks::inner).flatMap(a -> range(a).stream());
    return range.findFirst().flatMap(given -> range(call, given));
  }

  private static Optional<Duration> range(Expr argument) {
    return argument instanceof MatrixSelector m ? Optional.of(m.range()) : Optional.empty();
  }

  private Optional<Remark> range(Call call, Duration range) {
    var function = call.function();
    boolean ofTwo =
        function.is(Trait.COUNTER) || function.is(Trait.GAUGE) || OF_TWO.contains(function.name());
    var least = ofTwo ? scrape.multipliedBy(FEWEST_SAMPLES) : scrape;
    var enough = ofTwo ? scrape.multipliedBy(ENOUGH_SAMPLES) : scrape;
    var every = "[" + Numbers.print(range) + "] at a scrape interval of " + Numbers.print(scrape);
    if (range.compareTo(least) < 0) {
      var few = ofTwo ? " holds less than two samples" : " may hold no sample";
      return remark(call, true, "promql/range", every + few + mend(ofTwo ? enough : least));
    }
    return range.compareTo(enough) < 0
        ? remark(
            call, false, "promql/range", every + " loses its value with one scrape" + mend(enough))
        : Optional.empty();
  }

  private static String mend(Duration range) {
    return ": take at least [" + Numbers.print(range) + "]";
  }

  private static Optional<Remark> gone(Call call) {
    var function = call.function();
    return function.until().isEmpty()
        ? Optional.empty()
        : remark(
            call,
            true,
            "promql/syntax",
            function.name() + " is gone in Prometheus " + function.until() + ": do without it");
  }

  /** {@code rate(sum(x)[5m:1m])}: when one target restarts, the sum falls. */
  private Optional<Remark> ofSum(Call call) {
    boolean sums =
        call.function().is(Trait.COUNTER)
            && inner(call.arguments().getFirst()) instanceof Subquery s
            && inner(s.expr()) instanceof Aggregation;
    var name = call.function().name();
    return sums
        ? remark(
            call,
            true,
            "promql/rate",
            name
                + " of an aggregation takes each restart of a"
                + " target for a reset of all: aggregate the "
                + name)
        : Optional.empty();
  }

  private static Optional<Remark> selecting(Aggregation aggregation) {
    var aggregator = aggregation.aggregator();
    boolean some = aggregator.selects();
    return some
        ? remark(
            aggregation,
            false,
            "promql/fragile",
            aggregator + ": which series it selects changes all the time: compare with a number")
        : Optional.empty();
  }

  private Optional<Remark> unguarded(Binary division) {
    var divisor = inner(division.right());
    if (divisor.type() == ValueType.SCALAR && !(divisor instanceof Call)) {
      return Optional.empty();
    }
    var values = new Values(metrics).of(divisor);
    boolean mayBeZero = values.low() <= 0 && values.high() >= 0 && !isCapacity(divisor);
    return mayBeZero && !isGuarded(divisor)
        ? remark(
            division,
            false,
            "promql/division",
            "'/' by what may be 0 is NaN or +Inf: divide by (" + print(divisor) + " > 0)")
        : Optional.empty();
  }

  private boolean isCapacity(Expr divisor) {
    return divisor instanceof VectorSelector v
        && CAPACITY.matcher(v.name()).matches()
        && metrics.metric(v.name()).filter(m -> m.type() == Metrics.Type.GAUGE).isPresent();
  }

  /** Another part of the condition asks that the divisor is not 0. */
  private boolean isGuarded(Expr divisor) {
    var text = print(divisor);
    return whole.all().stream()
        .filter(Binary.class::isInstance)
        .map(Binary.class::cast)
        .filter(Binary::filters)
        .flatMap(b -> Comparison.of(b).stream())
        .filter(c -> print(inner(c.vector())).equals(text))
        .anyMatch(Remarks::excludesZero);
  }

  private static boolean excludesZero(Comparison comparison) {
    return comparison.operator() == BinaryOperator.NOT_EQUAL
        ? comparison.number() == 0
        : comparison.passing(Interval.point(0)).isEmpty();
  }

  /** {@code le="1"} is {@code le="1.0"} in Prometheus 3, whatever the target writes. */
  private static Optional<Remark> bound(LabelMatcher matcher) {
    var whole = WHOLE.matcher(matcher.value());
    boolean differs =
        BOUNDS.contains(matcher.label()) && matcher.operator() == Operator.EQUAL && whole.matches();
    return differs
        ? Optional.of(
            new Remark(
                matcher.span(),
                false,
                "promql/version",
                "%s=\"%s\" matches in one of Prometheus 2 and 3 only: write %s=~\"%s([.]0)?\""
                    .formatted(matcher.label(), matcher.value(), matcher.label(), whole.group(1))))
        : Optional.empty();
  }

  private static Optional<Remark> remark(Expr at, boolean fault, String check, String message) {
    return Optional.of(new Remark(at.span(), fault, check, message));
  }

  private static String print(Expr expr) {
    return Promql.print(expr, Dialect.PROMETHEUS_2_42);
  }

  private static Expr inner(Expr expr) {
    return expr instanceof Paren p ? inner(p.expr()) : expr;
  }
}
