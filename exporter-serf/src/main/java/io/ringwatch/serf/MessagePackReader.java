package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the part of MessagePack that Serf speaks, object by object as it arrives, without a tree.
 *
 * <p>Integers are taken in every width, strings and binary for each other, nil for an empty string,
 * map or array. A peer is not trusted: what a reply may take is set by {@link #allow}, a length or
 * count that cannot fit into the rest of it is refused before anything is allocated, and skipped
 * objects may nest {@value #MAX_DEPTH} deep. The format is <a
 * href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack's specification</a>.
 */
final class MessagePackReader {

  /** How deep an object which is skipped may nest. */
  static final int MAX_DEPTH = 32;

  private static final int NIL = 0xc0;

  private final BoundedInput in;

  MessagePackReader(InputStream in) {
    this.in = new BoundedInput(in);
  }

  /** Starts a message, which may take this many bytes. */
  void allow(long bytes) {
    in.allow(bytes);
  }

  /** Waits until there is something to read. */
  void awaitByte() throws IOException {
    in.awaitByte();
  }

  /** The number of pairs that follow. */
  int mapHeader() throws IOException {
    int type = in.next();
    return switch (type) {
      case NIL -> 0;
      case 0xde -> count(in.unsigned(2), 2);
      case 0xdf -> count(in.unsigned(4), 2);
      default -> {
        require((type & 0xf0) == 0x80, "a map", type);
        yield count(type & 0x0f, 2);
      }
    };
  }

  /** The number of elements that follow. */
  int arrayHeader() throws IOException {
    int type = in.next();
    return switch (type) {
      case NIL -> 0;
      case 0xdc -> count(in.unsigned(2), 1);
      case 0xdd -> count(in.unsigned(4), 1);
      default -> {
        require((type & 0xf0) == 0x90, "an array", type);
        yield count(type & 0x0f, 1);
      }
    };
  }

  long integer() throws IOException {
    int type = in.next();
    return switch (type) {
      case 0xcc -> in.unsigned(1);
      case 0xcd -> in.unsigned(2);
      case 0xce -> in.unsigned(4);
      case 0xcf -> nonNegative(in.fixed(8));
      case 0xd0 -> (byte) in.fixed(1);
      case 0xd1 -> (short) in.fixed(2);
      case 0xd2 -> (int) in.fixed(4);
      case 0xd3 -> in.fixed(8);
      default -> {
        require(type < 0x80 || type >= 0xe0, "an integer", type);
        yield (byte) type;
      }
    };
  }

  /** A float of either width, or an integer. */
  double number() throws IOException {
    return switch (in.peek()) {
      case 0xca -> {
        in.next();
        yield Float.intBitsToFloat((int) in.fixed(4));
      }
      case 0xcb -> {
        in.next();
        yield Double.longBitsToDouble(in.fixed(8));
      }
      default -> integer();
    };
  }

  boolean bool() throws IOException {
    int type = in.next();
    require(type == 0xc2 || type == 0xc3, "a truth value", type);
    return type == 0xc3;
  }

  /** A string, by {@link ByteText}. */
  String text() throws IOException {
    return in.text(textHeader());
  }

  byte[] bytes() throws IOException {
    return in.bytes(textHeader());
  }

  /** Passes over one object, whatever it is. */
  void skip() throws IOException {
    skip(0);
  }

  private void skip(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new MessagePackException("objects nested deeper than " + MAX_DEPTH);
    }
    int type = in.peek();
    if (isMap(type)) {
      for (int pairs = mapHeader(); pairs > 0; pairs--) {
        skip(depth + 1);
        skip(depth + 1);
      }
    } else if (isArray(type)) {
      for (int elements = arrayHeader(); elements > 0; elements--) {
        skip(depth + 1);
      }
    } else {
      in.next();
      in.skip(scalarLength(type));
    }
  }

  private static boolean isMap(int type) {
    return (type & 0xf0) == 0x80 || type == 0xde || type == 0xdf;
  }

  private static boolean isArray(int type) {
    return (type & 0xf0) == 0x90 || type == 0xdc || type == 0xdd;
  }

  private long scalarLength(int type) throws IOException {
    return switch (type) {
      case NIL, 0xc2, 0xc3 -> 0;
      case 0xcc, 0xd0 -> 1;
      case 0xcd, 0xd1, 0xd4 -> 2;
      case 0xd5 -> 3;
      case 0xca, 0xce, 0xd2 -> 4;
      case 0xd6 -> 5;
      case 0xcb, 0xcf, 0xd3 -> 8;
      case 0xd7 -> 9;
      case 0xd8 -> 17;
      case 0xc7 -> in.unsigned(1) + 1;
      case 0xc8 -> in.unsigned(2) + 1;
      case 0xc9 -> in.unsigned(4) + 1;
      default -> type < 0x80 || type >= 0xe0 ? 0 : textLength(type);
    };
  }

  private int textHeader() throws IOException {
    int type = in.next();
    long length = type == NIL ? 0 : textLength(type);
    if (length > Math.min(in.left(), BoundedInput.MAX_TEXT)) {
      throw new MessagePackException("a string of " + length + " bytes");
    }
    return (int) length;
  }

  private long textLength(int type) throws IOException {
    return switch (type) {
      case 0xc4, 0xd9 -> in.unsigned(1);
      case 0xc5, 0xda -> in.unsigned(2);
      case 0xc6, 0xdb -> in.unsigned(4);
      default -> {
        require((type & 0xe0) == 0xa0, "a string", type);
        yield type & 0x1f;
      }
    };
  }

  private int count(long count, int objectsEach) throws MessagePackException {
    if (count * objectsEach > in.left()) {
      throw new MessagePackException(
          "a count of " + count + " with at most " + in.left() + " bytes to come");
    }
    return (int) count;
  }

  private static long nonNegative(long value) throws MessagePackException {
    if (value < 0) {
      throw new MessagePackException("an integer beyond 63 bits");
    }
    return value;
  }

  private static void require(boolean fits, String wanted, int type) throws MessagePackException {
    if (!fits) {
      throw new MessagePackException("byte 0x%02x where %s belongs".formatted(type, wanted));
    }
  }
}
