package io.ringwatch.serf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text for bytes which ought to be UTF-8 and may be anything. A Serf agent takes every byte in
 * names and tags, so two members may differ in invalid bytes only; here different bytes are always
 * different text.
 *
 * <p>Bytes that are not UTF-8 and control characters other than the line feed become {@code \xff},
 * two lower-case hexadecimal digits a byte. A backslash that would read as such an escape becomes
 * {@code \x5c}; any other stands for itself.
 */
final class ByteText {

  private static final HexFormat HEX = HexFormat.of();

  private ByteText() {}

  static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  static String decode(byte[] bytes, int from, int length) {
    return isPlain(bytes, from, length)
        ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
        : decodeOdd(ByteBuffer.wrap(bytes, from, length));
  }

  /** The bytes which {@link #decode} made this text of. */
  static byte[] encode(String text) {
    if (text.indexOf('\\') < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length());
    int literal = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        bytes.writeBytes(text.substring(literal, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(HexFormat.fromHexDigits(text, i + 2, i + 4));
        i += 3;
        literal = i + 1;
      }
    }
    bytes.writeBytes(text.substring(literal).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Whether the bytes are printable ASCII without a backslash, as nearly all are. */
  static boolean isPlain(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == 0x7f || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String decodeOdd(ByteBuffer in) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var text = new StringBuilder(in.remaining() + 16);
    var chars = CharBuffer.allocate(in.remaining());
    while (in.hasRemaining()) {
      var result = decoder.decode(in, chars.clear(), true);
      appendValid(chars.flip(), text);
      decoder.reset();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        appendByte(in.get(), text);
      }
    }
    return text.toString();
  }

  private static void appendValid(CharSequence chars, StringBuilder text) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if ((Character.isISOControl(c) && c != '\n') || isEscape(chars, i)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          appendByte(b, text);
        }
      } else {
        text.append(c);
      }
    }
  }

  private static void appendByte(byte b, StringBuilder text) {
    text.append("\\x").append(HEX.toHexDigits(b));
  }

  private static boolean isEscape(CharSequence text, int at) {
    return at + 3 < text.length()
        && text.charAt(at) == '\\'
        && text.charAt(at + 1) == 'x'
        && isLowerHex(text.charAt(at + 2))
        && isLowerHex(text.charAt(at + 3));
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
