package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

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

  /** The longest string that is read. Serf's own limit is 512 bytes for all tags of a member. */
  static final int MAX_TEXT = 64 * 1024;

  private static final int CACHED_TEXT = 32;
  private static final int NIL = 0xc0;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_TEXT];
  private final String[] recent = new String[1024];
  private int position;
  private int end;
  private long left;

  MessagePackReader(InputStream in) {
    this.in = in;
    Arrays.fill(recent, "");
  }

  /** Starts a message, which may take this many bytes. */
  void allow(long bytes) {
    left = bytes;
  }

  /** Waits until there is something to read. */
  void awaitByte() throws IOException {
    fillTo(1);
  }

  /** The number of pairs that follow. */
  int mapHeader() throws IOException {
    int type = next();
    return switch (type) {
      case NIL -> 0;
      case 0xde -> count(unsigned(2), 2);
      case 0xdf -> count(unsigned(4), 2);
      default -> {
        require((type & 0xf0) == 0x80, "a map", type);
        yield count(type & 0x0f, 2);
      }
    };
  }

  /** The number of elements that follow. */
  int arrayHeader() throws IOException {
    int type = next();
    return switch (type) {
      case NIL -> 0;
      case 0xdc -> count(unsigned(2), 1);
      case 0xdd -> count(unsigned(4), 1);
      default -> {
        require((type & 0xf0) == 0x90, "an array", type);
        yield count(type & 0x0f, 1);
      }
    };
  }

  long integer() throws IOException {
    int type = next();
    return switch (type) {
      case 0xcc -> unsigned(1);
      case 0xcd -> unsigned(2);
      case 0xce -> unsigned(4);
      case 0xcf -> nonNegative(fixed(8));
      case 0xd0 -> (byte) fixed(1);
      case 0xd1 -> (short) fixed(2);
      case 0xd2 -> (int) fixed(4);
      case 0xd3 -> fixed(8);
      default -> {
        require(type < 0x80 || type >= 0xe0, "an integer", type);
        yield (byte) type;
      }
    };
  }

  /** A float of either width, or an integer. */
  double number() throws IOException {
    return switch (peek()) {
      case 0xca -> {
        next();
        yield Float.intBitsToFloat((int) fixed(4));
      }
      case 0xcb -> {
        next();
        yield Double.longBitsToDouble(fixed(8));
      }
      default -> integer();
    };
  }

  boolean bool() throws IOException {
    int type = next();
    require(type == 0xc2 || type == 0xc3, "a truth value", type);
    return type == 0xc3;
  }

  /** A string, by {@link ByteText}. */
  String text() throws IOException {
    int length = textHeader();
    ensure(length);
    var text =
        length <= CACHED_TEXT ? cachedText(length) : ByteText.decode(buffer, position, length);
    position += length;
    return text;
  }

  byte[] bytes() throws IOException {
    int length = textHeader();
    ensure(length);
    var bytes = Arrays.copyOfRange(buffer, position, position + length);
    position += length;
    return bytes;
  }

  /** Passes over one object, whatever it is. */
  void skip() throws IOException {
    skip(0);
  }

  private void skip(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new MessagePackException("objects nested deeper than " + MAX_DEPTH);
    }
    int type = peek();
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
      next();
      skipBytes(scalarLength(type));
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
      case 0xc7 -> unsigned(1) + 1;
      case 0xc8 -> unsigned(2) + 1;
      case 0xc9 -> unsigned(4) + 1;
      default -> type < 0x80 || type >= 0xe0 ? 0 : textLength(type);
    };
  }

  private int textHeader() throws IOException {
    int type = next();
    long length = type == NIL ? 0 : textLength(type);
    if (length > Math.min(left, MAX_TEXT)) {
      throw new MessagePackException("a string of " + length + " bytes");
    }
    return (int) length;
  }

  private long textLength(int type) throws IOException {
    return switch (type) {
      case 0xc4, 0xd9 -> unsigned(1);
      case 0xc5, 0xda -> unsigned(2);
      case 0xc6, 0xdb -> unsigned(4);
      default -> {
        require((type & 0xe0) == 0xa0, "a string", type);
        yield type & 0x1f;
      }
    };
  }

  /**
   * Field names, tag names and most tag values come again with every member. A text equals its
   * bytes, one by one, only if all are ASCII; others are decoded each time.
   */
  private String cachedText(int length) {
    int hash = length;
    for (int i = position; i < position + length; i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (recent.length - 1);
    var known = recent[slot];
    if (!equalsBuffered(known, length)) {
      known = ByteText.decode(buffer, position, length);
      recent[slot] = known;
    }
    return known;
  }

  private boolean equalsBuffered(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[position + i]) {
        return false;
      }
    }
    return true;
  }

  private int count(long count, int objectsEach) throws MessagePackException {
    if (count * objectsEach > left) {
      throw new MessagePackException(
          "a count of " + count + " with at most " + left + " bytes to come");
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

  private int peek() throws IOException {
    fillTo(1);
    return buffer[position] & 0xff;
  }

  private int next() throws IOException {
    ensure(1);
    return buffer[position++] & 0xff;
  }

  private long unsigned(int width) throws IOException {
    return fixed(width) & (-1L >>> (64 - 8 * width));
  }

  private long fixed(int width) throws IOException {
    ensure(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (buffer[position++] & 0xff);
    }
    return value;
  }

  private void skipBytes(long length) throws IOException {
    for (long rest = length; rest > 0; ) {
      int step = (int) Math.min(rest, buffer.length);
      ensure(step);
      position += step;
      rest -= step;
    }
  }

  /** Takes {@code length} bytes out of what the message may use, and has them in the buffer. */
  private void ensure(int length) throws IOException {
    if (length > left) {
      throw new MessagePackException("the message is longer than allowed");
    }
    left -= length;
    fillTo(length);
  }

  private void fillTo(int length) throws IOException {
    if (end - position >= length) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, end - position);
    end -= position;
    position = 0;
    while (end < length) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        throw new EOFException("the connection was closed");
      }
      end += read;
    }
  }
}
