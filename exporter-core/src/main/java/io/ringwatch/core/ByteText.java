package io.ringwatch.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text for bytes which ought to be UTF-8 and may be anything: different bytes are always different
 * text. A byte that is not UTF-8 becomes the unpaired surrogate {@code U+DC00 + byte}, which {@link
 * LabelSet} shows as {@code \xff}.
 *
 * @see <a href="https://peps.python.org/pep-0383/">PEP 383, where the idea is from</a>
 */
public final class ByteText {

  private static final char ESCAPED = 0xdc00;

  private ByteText() {}

  /** The text of all these bytes. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The text of {@code length} bytes from {@code from} on. */
  public static String decode(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return decodeOdd(ByteBuffer.wrap(bytes, from, length));
      }
    }
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private static String decodeOdd(ByteBuffer in) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var text = new StringBuilder(in.remaining());
    var chars = CharBuffer.allocate(in.remaining());
    while (in.hasRemaining()) {
      var result = decoder.reset().decode(in, chars.clear(), true);
      text.append(chars.flip());
      for (int i = 0; result.isError() && i < result.length(); i++) {
        text.append((char) (ESCAPED + (in.get() & 0xff)));
      }
    }
    return text.toString();
  }

  /** The bytes which {@link #decode} made this text of. */
  public static byte[] encode(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isByte(c)) {
                bytes.write(c - ESCAPED);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Whether an unpaired surrogate stands for a byte. */
  static boolean isByte(int c) {
    return c >= ESCAPED + 0x80 && c <= ESCAPED + 0xff;
  }
}
