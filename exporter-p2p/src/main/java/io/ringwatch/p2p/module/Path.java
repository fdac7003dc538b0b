package io.ringwatch.p2p.module;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Steps through a document: {@code rqlite.nodes.*.time_ms}.
 *
 * @param start where the first step is taken
 * @param up how many scopes further out, for {@link Start#HERE}
 */
record Path(Start start, int up, List<Step> steps) {

  enum Start {
    /** The group's element or section. */
    HERE,
    /** The document: {@code $}. */
    ROOT,
    /** What the source knows beside the document: {@code @}. */
    SOURCE
  }

  sealed interface Step {}

  /** A member of an object, or an element of an array if the name is a number. */
  record Name(String name) implements Step {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every element of an array, every value of an object. */
  record Every() implements Step {
    @Override
    public String toString() {
      return "*";
    }
  }

  Path {
    steps = List.copyOf(steps);
  }

  boolean walksMany() {
    return stars() > 0;
  }

  int stars() {
    return (int) steps.stream().filter(Every.class::isInstance).count();
  }

  /** What a path without stars leads to; a missing node if it leads nowhere. */
  JsonNode resolve(JsonNode from) {
    var at = from;
    for (var step : steps) {
      at =
          switch (step) {
            case Name(var name) -> child(at, name);
            case Every() -> throw new IllegalStateException(this + " leads to many");
          };
    }
    return at;
  }

  /**
   * Visits all that the path leads to; every star opens a scope.
   *
   * @return whether there was a container behind every star
   */
  boolean walk(Scope from, Consumer<Scope> visitor) {
    return walk(from, from.node(), 0, 0, visitor);
  }

  private boolean walk(Scope scope, JsonNode at, int first, int i, Consumer<Scope> visitor) {
    if (i == steps.size()) {
      visitor.accept(first == i ? scope : scope.section(at, text(first, i)));
      return true;
    }
    return switch (steps.get(i)) {
      case Name(var name) -> walk(scope, child(at, name), first, i + 1, visitor);
      case Every() -> walkElements(scope, at, text(first, i), i + 1, visitor);
    };
  }

  private boolean walkElements(
      Scope scope, JsonNode at, String via, int next, Consumer<Scope> visitor) {
    boolean there = at.isContainer();
    if (at.isArray()) {
      for (int i = 0; i < at.size(); i++) {
        var element = at.get(i);
        there &= enter(scope.element(element, via, Integer.toString(i)), next, visitor);
      }
    } else {
      for (var entry : at.properties()) {
        there &= enter(scope.element(entry.getValue(), via, entry.getKey()), next, visitor);
      }
    }
    return there;
  }

  private boolean enter(Scope element, int next, Consumer<Scope> visitor) {
    return walk(element, element.node(), next, next, visitor);
  }

  private static JsonNode child(JsonNode of, String name) {
    var child =
        of.isArray() ? index(name).map(of::get).orElse(MissingNode.getInstance()) : of.get(name);
    return child == null ? MissingNode.getInstance() : child;
  }

  private static Optional<Integer> index(String name) {
    return name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Integer.parseInt(name))
        : Optional.empty();
  }

  private String text(int from, int to) {
    return steps.subList(from, to).stream().map(Step::toString).collect(Collectors.joining("."));
  }

  /** The steps alone, joined by dots. */
  String text() {
    return text(0, steps.size());
  }
}
