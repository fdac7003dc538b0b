package io.ringwatch.wireguard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/**
 * Names of interfaces may hold any byte but {@code /} and white space. Valid UTF-8 stands as it is;
 * other bytes and control characters become {@code \xff}. Different names never look the same: once
 * a name needs that, or holds a {@code \x} of its own, its own backslashes are doubled.
 */
final class InterfaceName {

  private static final HexFormat HEX = HexFormat.of();

  private InterfaceName() {}

  static String of(byte[] bytes, int from, int to) {
    if (isPlain(bytes, from, to)) {
      return new String(bytes, from, to - from, ISO_8859_1);
    }
    var name = new StringBuilder();
    boolean escaped = false;
    for (int i = from; i < to; ) {
      int length = printableLength(bytes, i, to);
      escaped |= length == 0 || (bytes[i] == '\\' && i + 1 < to && bytes[i + 1] == 'x');
      i += Math.max(1, length);
    }
    for (int i = from; i < to; ) {
      int length = printableLength(bytes, i, to);
      if (length == 0) {
        name.append("\\x").append(HEX.toHexDigits(bytes[i]));
      } else if (bytes[i] == '\\' && escaped) {
        name.append("\\\\");
      } else {
        name.append(new String(bytes, i, length, UTF_8));
      }
      i += Math.max(1, length);
    }
    return name.toString();
  }

  private static boolean isPlain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] <= ' ' || bytes[i] == '\\' || bytes[i] == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The length of the valid, printable UTF-8 sequence at {@code at}; 0 if there is none. */
  private static int printableLength(byte[] bytes, int at, int end) {
    for (int length = 1; length <= 4 && at + length <= end; length++) {
      try {
        var decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
        return Character.isISOControl(decoded.charAt(0)) ? 0 : length;
      } catch (CharacterCodingException e) {
        // Perhaps a longer sequence begins here.
      }
    }
    return 0;
  }
}
