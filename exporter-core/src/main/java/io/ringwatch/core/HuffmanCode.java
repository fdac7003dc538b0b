package io.ringwatch.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A Huffman code for given weights, in deflate's canonical form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2">RFC 1951</a>
 */
final class HuffmanCode {

  private static final int MAX_LENGTH = 15;

  private record Node(long weight, int number) {
    private static final Comparator<Node> LIGHTEST =
        Comparator.comparingLong(Node::weight).thenComparingInt(Node::number);
  }

  private final int[] lengths;
  private final int[] bits;

  /**
   * @param weights how often each symbol is expected, at least 1
   */
  HuffmanCode(int... weights) {
    lengths = lengths(weights);
    bits = bits(lengths);
  }

  int size() {
    return lengths.length;
  }

  /** How many bits the symbol takes, 1 to 15. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** The symbol's bits, the first to be sent lowest. */
  int bits(int symbol) {
    return bits[symbol];
  }

  /** Symbols are the first nodes; every node's parent has a higher number than itself. */
  private static int[] lengths(int[] weights) {
    int last = 2 * weights.length - 2;
    var parents = new int[last + 1];
    var nodes = new PriorityQueue<Node>(Node.LIGHTEST);
    for (int symbol = 0; symbol < weights.length; symbol++) {
      nodes.add(new Node(weights[symbol], symbol));
    }
    for (int number = weights.length; number <= last; number++) {
      var a = nodes.remove();
      var b = nodes.remove();
      parents[a.number()] = number;
      parents[b.number()] = number;
      nodes.add(new Node(a.weight() + b.weight(), number));
    }
    var depths = new int[last + 1];
    for (int number = last - 1; number >= 0; number--) {
      depths[number] = depths[parents[number]] + 1;
    }
    var lengths = Arrays.copyOf(depths, weights.length);
    if (Arrays.stream(lengths).max().orElse(0) > MAX_LENGTH) {
      throw new IllegalArgumentException("weights too far apart for deflate");
    }
    return lengths;
  }

  private static int[] bits(int[] lengths) {
    var bits = new int[lengths.length];
    int code = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          bits[symbol] = Integer.reverse(code++) >>> (32 - length);
        }
      }
      code <<= 1;
    }
    return bits;
  }
}
