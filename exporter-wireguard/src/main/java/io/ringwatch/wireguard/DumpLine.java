package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The tab-separated fields of one line of a dump, read in place: a field that nobody asks for, such
 * as a private key, never becomes an object.
 */
final class DumpLine {

  /** A line that cannot be read; the message never holds what stands in it. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    Bad(String what) {
      super(what, null, false, false);
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  private static final int MAX_FIELDS = 64;

  private byte[] bytes = {};
  private int count;

  /** Where each field starts, and one behind the last. A field ends one before the next starts. */
  private final int[] starts = new int[MAX_FIELDS + 1];

  /** Looks at the line in {@code buffer}, which must stay as it is meanwhile. */
  void set(byte[] buffer, int from, int to) {
    bytes = buffer;
    count = 0;
    starts[count++] = from;
    for (int i = from; i < to && count < MAX_FIELDS; i++) {
      if (buffer[i] == '\t') {
        starts[count++] = i + 1;
      }
    }
    starts[count] = to + 1;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return starts[field + 1] - 1;
  }

  boolean is(int field, String text) {
    int start = start(field);
    if (end(field) - start != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** {@code (none)}; AmneziaWG prints {@code (null)} for an absent string. */
  boolean isNone(int field) {
    return start(field) == end(field) || is(field, "(none)") || is(field, "(null)");
  }

  /** The field as it is; what WireGuard itself prints is ASCII. */
  String text(int field) {
    return new String(bytes, start(field), end(field) - start(field), ISO_8859_1);
  }

  Optional<String> key(int field) {
    return isNone(field) ? Optional.empty() : Optional.of(text(field));
  }

  /** Empty for {@code (none)} and for an error text in the place of an address. */
  Optional<String> endpoint(int field) {
    int last = end(field) - 1;
    int colon = last;
    while (colon > start(field) && isDigit(bytes[colon])) {
      colon--;
    }
    return colon < last && bytes[colon] == ':' ? Optional.of(text(field)) : Optional.empty();
  }

  boolean isNumber(int field) {
    return digits(field) == end(field) - start(field) && start(field) < end(field);
  }

  /**
   * A number from 0 to 2^64 - 1.
   *
   * @return its bits
   */
  long unsigned(int field, String name) throws Bad {
    if (!isNumber(field)) {
      throw new Bad(name + " is not a number");
    }
    if (end(field) - start(field) > 18) {
      try {
        return Long.parseUnsignedLong(text(field));
      } catch (NumberFormatException e) {
        throw new Bad(name + " is out of range");
      }
    }
    long value = 0;
    for (int i = start(field); i < end(field); i++) {
      value = 10 * value + (bytes[i] - '0');
    }
    return value;
  }

  /** A number from 0 to {@code max}. */
  long number(int field, String name, long max) throws Bad {
    long value = unsigned(field, name);
    if (value < 0 || value > max) {
      throw new Bad(name + " is out of range");
    }
    return value;
  }

  /** A u64 as the nearest double. */
  double bytesCounted(int field, String name) throws Bad {
    long bits = unsigned(field, name);
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }

  /** {@code off} or {@code 0x1234}. */
  OptionalLong fwmark(int field) throws Bad {
    if (is(field, "off")) {
      return OptionalLong.empty();
    }
    try {
      int mark = Integer.parseUnsignedInt(text(field).substring(2), 16);
      return OptionalLong.of(Integer.toUnsignedLong(mark));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new Bad("fwmark is neither off nor hexadecimal");
    }
  }

  /** {@code off}, seconds, or with AmneziaWG a range of seconds, of which the lower end counts. */
  OptionalInt keepalive(int field) throws Bad {
    if (is(field, "off") || isNone(field)) {
      return OptionalInt.empty();
    }
    int digits = digits(field);
    int end = start(field) + digits;
    if (digits == 0 || digits > 5 || (end < end(field) && bytes[end] != '-')) {
      throw new Bad("persistent keepalive is neither off nor seconds");
    }
    return OptionalInt.of(Integer.parseInt(text(field).substring(0, digits)));
  }

  /** How many digits the field begins with. */
  private int digits(int field) {
    int i = start(field);
    while (i < end(field) && isDigit(bytes[i])) {
      i++;
    }
    return i - start(field);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
