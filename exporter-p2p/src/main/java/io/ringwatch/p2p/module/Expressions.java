package io.ringwatch.p2p.module;

import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a module's expressions, checks them against where they stand, and keeps what they read. */
final class Expressions {

  /** As the last step of a path that is read: whatever there is. */
  static final String ALL_BENEATH = "**";

  private final Findings findings;

  private final Set<List<String>> reads = new LinkedHashSet<>();

  Expressions(Findings findings) {
    this.findings = findings;
  }

  /** All paths from the document's root that the module reads. */
  Set<List<String>> reads() {
    return reads;
  }

  /** Takes note that all of the document beneath a path is mapped. */
  void readsAllBeneath(Path path, Frame frame) {
    for (var way : frame.absolute(path)) {
      var all = new ArrayList<>(way);
      all.add(ALL_BENEATH);
      reads.add(all);
    }
  }

  /** How an expression is read. */
  private interface Reader<T> {
    T read(String text) throws SyntaxException;
  }

  /**
   * An expression for one value; empty if it is wrong, which is then told.
   *
   * @param key what the message calls it
   */
  Optional<Expr> one(String key, Placed<String> text, Frame frame) {
    var expression = read(key, text, ExprParser::parse);
    return expression.filter(e -> fits(e, key, text, frame));
  }

  /** An expression that is true or false. */
  Optional<Expr> condition(String key, Placed<String> text, Frame frame) {
    var expression = one(key, text, frame);
    if (expression.isPresent() && !isTruth(expression.get())) {
      findings.add(text.place(), key + ": is never true or false (compare it with something)");
      return Optional.empty();
    }
    return expression;
  }

  static boolean isTruth(Expr expression) {
    return switch (expression.kind()) {
      case TRUTH, ANY -> true;
      case NUMBER, TEXT -> false;
    };
  }

  Optional<Path> path(String key, Placed<String> text, Frame frame) {
    var path = read(key, text, ExprParser::parsePath);
    return path.filter(p -> fits(p, key, text, frame));
  }

  Optional<Elements> elements(Placed<String> text, Frame frame) {
    var elements = read("each", text, ExprParser::parseElements);
    return elements.filter(e -> fits(e, text, frame));
  }

  private <T> Optional<T> read(String key, Placed<String> text, Reader<T> reader) {
    try {
      return Optional.of(reader.read(text.value()));
    } catch (SyntaxException e) {
      findings.add(text, e.offset(), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean fits(Elements elements, Placed<String> text, Frame frame) {
    return switch (elements) {
      case Elements.Walked(var choices) ->
          choices.stream().allMatch(path -> fits(path, "each", text, frame));
      case Elements.Split(var split, var _) -> fits(split, "each", text, frame);
    };
  }

  private boolean fits(Expr expression, String key, Placed<String> text, Frame frame) {
    return switch (expression) {
      case Expr.Read(var path) -> fits(path, key, text, frame);
      case Expr.KeyOf(int levels) -> keyFits(levels, key, text, frame);
      case Expr.Count(var path, var when) ->
          fits(path, key, text, frame)
              && when.map(w -> fits(w, key, text, frame.elements(List.of(path)))).orElse(true);
      case Expr.Literal _, Expr.Now _ -> true;
      case Expr.Either _,
          Expr.Unless _,
          Expr.Not _,
          Expr.Logic _,
          Expr.Compare _,
          Expr.Matches _,
          Expr.Extract _,
          Expr.Arithmetic _,
          Expr.Convert _,
          Expr.Length _,
          Expr.Exists _,
          Expr.ProviderOf _ ->
          operands(expression).stream().allMatch(e -> fits(e, key, text, frame));
    };
  }

  private boolean fits(Path path, String key, Placed<String> text, Frame frame) {
    if (path.up() > frame.depth()) {
      findings.add(
          text.place(), key + ": ^ leads out of the document (only " + frame.depth() + " around)");
      return false;
    }
    if (path.start() != Path.Start.SOURCE) {
      reads.addAll(frame.absolute(path));
    }
    return true;
  }

  private boolean keyFits(int levels, String key, Placed<String> text, Frame frame) {
    if (levels >= frame.elements()) {
      findings.add(
          text.place(),
          key
              + (frame.elements() == 0
                  ? ": key() has no element (it belongs into a group with each)"
                  : ": key(%d) is too far out (at most %d)"
                      .formatted(levels, frame.elements() - 1)));
      return false;
    }
    return true;
  }

  private static List<Expr> operands(Expr expression) {
    return switch (expression) {
      case Expr.Either(var first, var second) -> List.of(first, second);
      case Expr.Unless(var value, var _) -> List.of(value);
      case Expr.Not(var operand) -> List.of(operand);
      case Expr.Logic(var _, var left, var right) -> List.of(left, right);
      case Expr.Compare(var _, var left, var right) -> List.of(left, right);
      case Expr.Matches(var text, var _) -> List.of(text);
      case Expr.Extract(var text, var _) -> List.of(text);
      case Expr.Arithmetic(var _, var left, var right) -> List.of(left, right);
      case Expr.Convert(var _, var operand) -> List.of(operand);
      case Expr.Length(var container) -> List.of(container);
      case Expr.Exists(var operand) -> List.of(operand);
      case Expr.ProviderOf(var host) -> List.of(host);
      case Expr.Read _, Expr.KeyOf _, Expr.Count _, Expr.Literal _, Expr.Now _ -> List.of();
    };
  }
}
