package io.ringwatch.p2p.module;

import io.ringwatch.p2p.Document;
import io.ringwatch.p2p.module.Expr.Arithmetic;
import io.ringwatch.p2p.module.Expr.Compare;
import io.ringwatch.p2p.module.Expr.Comparison;
import io.ringwatch.p2p.module.Expr.Conversion;
import io.ringwatch.p2p.module.Expr.Convert;
import io.ringwatch.p2p.module.Expr.Count;
import io.ringwatch.p2p.module.Expr.Either;
import io.ringwatch.p2p.module.Expr.Exists;
import io.ringwatch.p2p.module.Expr.Extract;
import io.ringwatch.p2p.module.Expr.KeyOf;
import io.ringwatch.p2p.module.Expr.Length;
import io.ringwatch.p2p.module.Expr.Literal;
import io.ringwatch.p2p.module.Expr.Logic;
import io.ringwatch.p2p.module.Expr.Matches;
import io.ringwatch.p2p.module.Expr.Not;
import io.ringwatch.p2p.module.Expr.Now;
import io.ringwatch.p2p.module.Expr.ProviderOf;
import io.ringwatch.p2p.module.Expr.Read;
import io.ringwatch.p2p.module.Expr.Unless;
import io.ringwatch.p2p.module.Value.Absent;
import io.ringwatch.p2p.module.Value.Container;
import io.ringwatch.p2p.module.Value.Numeric;
import io.ringwatch.p2p.module.Value.Text;
import io.ringwatch.p2p.module.Value.Truth;
import io.ringwatch.p2p.module.Value.Wrong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Says what expressions come to in one document. */
final class Evaluator {

  /** Longer texts are not searched: patterns may be slow, and documents come from strangers. */
  private static final int LONGEST_SEARCHED = 4096;

  private final Scope root;
  private final Scope source;
  private final double now;
  private final Site site;

  Evaluator(Document document, Site site) {
    this.root = Scope.document(document.root());
    this.source = Scope.document(document.source());
    this.now = Times.seconds(document.readAt());
    this.site = site;
  }

  Scope root() {
    return root;
  }

  /** Visits all that a path leads to; false if its container is not there. */
  boolean walk(Path path, Scope scope, Consumer<Scope> visitor) {
    return path.walk(start(path, scope), visitor);
  }

  Value evaluate(Expr expression, Scope scope) {
    return switch (expression) {
      case Literal(var value) -> value;
      case Read(var path) -> Value.of(resolve(path, scope));
      case KeyOf(int levels) -> new Text(scope.key(levels));
      case Now() -> new Numeric(now);
      case Either(var first, var second) -> either(evaluate(first, scope), second, scope);
      case Unless unless -> unless(unless, scope);
      case Not(var operand) -> not(Coercion.truth(evaluate(operand, scope)));
      case Logic logic -> logic(logic, scope);
      case Compare compare -> compare(compare, scope);
      case Matches(var text, var pattern) -> search(text, pattern, scope, false);
      case Extract(var text, var pattern) -> search(text, pattern, scope, true);
      case Arithmetic arithmetic -> arithmetic(arithmetic, scope);
      case Convert(var to, var operand) -> convert(to, evaluate(operand, scope));
      case Length(var container) -> length(evaluate(container, scope));
      case ProviderOf(var host) -> provider(Coercion.text(evaluate(host, scope)));
      case Exists(var operand) -> new Truth(!(evaluate(operand, scope) instanceof Absent));
      case Count count -> count(count, scope);
    };
  }

  /** What a path leads to; a missing node if it leads nowhere. */
  JsonNode resolve(Path path, Scope scope) {
    return path.resolve(start(path, scope).node());
  }

  private Scope start(Path path, Scope scope) {
    return switch (path.start()) {
      case HERE -> scope.up(path.up());
      case ROOT -> root;
      case SOURCE -> source;
    };
  }

  private Value either(Value first, Expr second, Scope scope) {
    return first instanceof Absent ? evaluate(second, scope) : first;
  }

  private static Value not(Value operand) {
    return operand instanceof Truth(boolean truth) ? new Truth(!truth) : operand;
  }

  private Value unless(Unless unless, Scope scope) {
    var value = evaluate(unless.value(), scope);
    return same(value, unless.sentinel()) instanceof Truth(boolean same) && same
        ? Absent.UNKNOWN
        : value;
  }

  /** What is decided by one side stands, whatever the other is. */
  private Value logic(Logic logic, Scope scope) {
    var left = Coercion.truth(evaluate(logic.left(), scope));
    if (left instanceof Truth(boolean truth) && truth != logic.all()) {
      return left;
    }
    var right = Coercion.truth(evaluate(logic.right(), scope));
    boolean decided = right instanceof Truth(boolean truth) && truth != logic.all();
    return decided || left instanceof Truth ? right : left;
  }

  private Value compare(Compare compare, Scope scope) {
    var left = evaluate(compare.left(), scope);
    var right = evaluate(compare.right(), scope);
    boolean equality = compare.how() == Comparison.EQUAL || compare.how() == Comparison.DIFFERENT;
    if (equality && same(left, right) instanceof Truth(boolean same)) {
      return new Truth(same == (compare.how() == Comparison.EQUAL));
    }
    var a = Coercion.number(left);
    var b = Coercion.number(right);
    return a instanceof Numeric(double x) && b instanceof Numeric(double y)
        ? new Truth(compare.how().holds(Double.compare(x, y)))
        : a instanceof Numeric ? b : a;
  }

  /**
   * Whether two values of one type are the same; numbers are also compared with their texts, and
   * anything that is there with null.
   */
  private Value same(Value left, Value right) {
    if (right == Absent.NULL && left != Absent.MISSING && !(left instanceof Wrong)) {
      return new Truth(left == Absent.NULL);
    }
    return switch (left) {
      case Text(var a) when right instanceof Text(var b) -> new Truth(a.equals(b));
      case Truth(boolean a) when right instanceof Truth(boolean b) -> new Truth(a == b);
      case Text a when right instanceof Numeric b -> new Truth(Coercion.number(a).equals(b));
      case Numeric(double a) when right instanceof Text(var b) ->
          new Truth(Coercion.plain(a).equals(b));
      case Numeric(double a) when right instanceof Numeric(double b) -> new Truth(a == b);
      case Text _, Truth _, Numeric _, Container _ ->
          right instanceof Absent || right instanceof Wrong ? right : new Truth(false);
      case Absent _, Wrong _ -> left;
    };
  }

  private Value search(Expr searched, Pattern pattern, Scope scope, boolean extract) {
    var value = Coercion.text(evaluate(searched, scope));
    if (!(value instanceof Text(var text))) {
      return value;
    }
    var matcher = pattern.matcher(text.substring(0, Math.min(text.length(), LONGEST_SEARCHED)));
    boolean found = matcher.find();
    if (!extract) {
      return new Truth(found);
    }
    var group = found ? matcher.group(Math.min(1, matcher.groupCount())) : null;
    return group == null ? Absent.UNKNOWN : new Text(group);
  }

  private Value arithmetic(Arithmetic arithmetic, Scope scope) {
    var left = Coercion.number(evaluate(arithmetic.left(), scope));
    var right = Coercion.number(evaluate(arithmetic.right(), scope));
    if (left instanceof Numeric(double a) && right instanceof Numeric(double b)) {
      return arithmetic.operator() == Expr.Operator.DIVIDED_BY && b == 0
          ? Absent.UNKNOWN
          : Value.of(arithmetic.operator().apply(a, b));
    }
    return left instanceof Numeric ? right : left;
  }

  private Value convert(Conversion to, Value value) {
    return switch (value) {
      case Text(var text) when text.isBlank() -> Absent.UNKNOWN;
      case Text(var text) -> parse(to, text);
      case Numeric(double number) when to == Conversion.TIME && number <= 0 -> Absent.UNKNOWN;
      case Truth _, Container _ -> Coercion.number(value);
      case Numeric _, Wrong _, Absent _ -> value;
    };
  }

  private Value parse(Conversion to, String text) {
    return switch (to) {
      case TIME -> {
        var instant = Times.parse(text, site.zone()).map(Times::seconds);
        yield instant.isEmpty()
            ? Coercion.found(Quantity.number(text), "is not a time")
            : convert(to, new Numeric(instant.get()));
      }
      case SECONDS -> Coercion.found(Quantity.seconds(text), "is not a length of time");
      case BYTES -> Coercion.found(Quantity.bytes(text), "is not a size");
      case RATIO -> Coercion.found(Quantity.ratio(text), "is not a percentage");
    };
  }

  private Value provider(Value host) {
    return host instanceof Text(var text)
        ? site.providers().of(text).<Value>map(Text::new).orElse(Absent.UNKNOWN)
        : host;
  }

  private static Value length(Value value) {
    return switch (value) {
      case Container(var node) -> new Numeric(node.size());
      case Numeric _, Truth _, Text _ -> new Wrong("is not an array or object");
      case Wrong _, Absent _ -> value;
    };
  }

  /** An element of which the condition is unknown does not count. */
  private Value count(Count count, Scope scope) {
    var found = new int[1];
    boolean there =
        walk(
            count.elements(),
            scope,
            element -> {
              if (count.when().isEmpty() || holds(count.when().get(), element)) {
                found[0]++;
              }
            });
    return there ? new Numeric(found[0]) : Absent.MISSING;
  }

  /** Whether a condition is known to hold. */
  boolean holds(Expr condition, Scope scope) {
    return Coercion.truth(evaluate(condition, scope)) instanceof Truth(boolean truth) && truth;
  }
}
