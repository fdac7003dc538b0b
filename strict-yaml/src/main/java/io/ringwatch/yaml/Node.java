package io.ringwatch.yaml;

import java.util.List;

/**
 * A YAML document as a tree in which every node knows its place. Aliases are already resolved: the
 * same node then stands in several places.
 */
sealed interface Node {
  /** Line and column of the first character, both from 1. */
  record At(int line, int column) {}

  record Entry(Scalar key, Node value) {}

  At at();

  /** Nodes in this tree, this one included, with each alias counted as what it stands for. */
  int nodes();

  /** Levels beneath this node; a scalar has 0. */
  int height();

  /** What a reader of the file would call it. */
  String kind();

  /**
   * Text, a number, true or false: what it is depends on who reads it.
   *
   * @param plain written without quotes and not as a block
   */
  record Scalar(String text, boolean plain, At at) implements Node {
    /** {@code key:} without a value, {@code ~} or {@code null}. */
    boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public int nodes() {
      return 1;
    }

    @Override
    public int height() {
      return 0;
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "text";
    }
  }

  record Sequence(List<Node> items, At at, int nodes, int height) implements Node {
    static Sequence of(List<Node> items, At at) {
      int nodes = 1 + items.stream().mapToInt(Node::nodes).sum();
      int height = 1 + items.stream().mapToInt(Node::height).max().orElse(0);
      return new Sequence(List.copyOf(items), at, nodes, height);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record Mapping(List<Entry> entries, At at, int nodes, int height) implements Node {
    static Mapping of(List<Entry> entries, At at) {
      int nodes = 1 + entries.stream().mapToInt(e -> 1 + e.value().nodes()).sum();
      int height = 1 + entries.stream().mapToInt(e -> e.value().height()).max().orElse(0);
      return new Mapping(List.copyOf(entries), at, nodes, height);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }
}
