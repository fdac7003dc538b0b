package io.ringwatch.rules.promql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Strings between quotes, read and printed as Go does it. Escapes can make bytes that are not
 * UTF-8: each is then a lone surrogate, U+DC80 to U+DCFF. Format: Prometheus,
 * util/strutil/quote.go.
 */
final class Quoted {
  private static final String SIMPLE = "abfnrtv\\";
  private static final String SIMPLE_VALUES = "\007\b\f\n\r\t\013\\";
  private static final int BYTE_ESCAPES = 0xDC00;
  private static final char NOT_A_CHARACTER = '\uFFFD';

  private final Token token;
  private final String text;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at = 1;

  private Quoted(Token token) {
    this.token = token;
    this.text = token.text();
  }

  /** What stands between the quotes, unescaped. */
  static String value(Token token) throws PromqlException {
    var text = token.text();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == NOT_A_CHARACTER || isLone(text, i)) {
        throw new PromqlException(token.start() + i, "the string is not valid UTF-8");
      }
    }
    return text.charAt(0) == '`'
        ? text.substring(1, text.length() - 1)
        : new Quoted(token).unescaped();
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private String unescaped() throws PromqlException {
    while (at < text.length() - 1) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\\') {
        escape(text.charAt(at++));
      } else {
        put(c);
      }
    }
    return decoded(bytes.toByteArray());
  }

  private void escape(char c) throws PromqlException {
    int simple = SIMPLE.indexOf(c);
    if (simple >= 0) {
      put(SIMPLE_VALUES.charAt(simple));
    } else if (c == text.charAt(0)) {
      put(c);
    } else {
      switch (c) {
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          at--;
          bytes.write(digits(3, 8, 255));
        }
        case 'x' -> bytes.write(digits(2, 16, 255));
        case 'u' -> put(digits(4, 16, Character.MAX_CODE_POINT));
        case 'U' -> put(digits(8, 16, Character.MAX_CODE_POINT));
        default -> throw wrong("'\\" + c + "' is not an escape: write '\\\\" + c + "'");
      }
    }
  }

  private int digits(int count, int radix, int most) throws PromqlException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int digit = at < text.length() - 1 ? Character.digit(text.charAt(at), radix) : -1;
      if (digit < 0 || text.charAt(at) > 'f') {
        throw wrong("an escape here has " + count + " digits of base " + radix);
      }
      at++;
      value = value * radix + digit;
    }
    if (value > most || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw wrong("the escape is not a character");
    }
    return (int) value;
  }

  private PromqlException wrong(String message) {
    return new PromqlException(token.start() + Math.min(at, text.length()) - 1, message);
  }

  private void put(int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
  }

  private static String decoded(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return partlyDecoded(bytes);
    }
  }

  private static String partlyDecoded(byte[] bytes) {
    var text = new StringBuilder();
    for (int i = 0; i < bytes.length; ) {
      int length = 1;
      while (length <= 4 && !isCharacter(bytes, i, length)) {
        length++;
      }
      if (length > 4) {
        text.append((char) (BYTE_ESCAPES + (bytes[i] & 0xFF)));
        i++;
      } else {
        text.append(new String(bytes, i, length, UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  private static boolean isCharacter(byte[] bytes, int from, int length) {
    return from + length <= bytes.length
        && new String(bytes, from, length, UTF_8).indexOf(NOT_A_CHARACTER) < 0;
  }

  /** In double quotes, as Go's {@code strconv.Quote} prints it. */
  static String print(String value) {
    var text = new StringBuilder("\"");
    value.codePoints().forEach(c -> text.append(printed(c)));
    return text.append('"').toString();
  }

  private static String printed(int c) {
    int simple = SIMPLE_VALUES.indexOf(c);
    if (simple >= 0) {
      return "\\" + SIMPLE.charAt(simple);
    }
    if (c == '"') {
      return "\\\"";
    }
    if (isPrintable(c)) {
      return Character.toString(c);
    }
    if (c < ' ' || c == 0x7F) {
      return "\\x%02x".formatted(c);
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return "\\x%02x".formatted(c - BYTE_ESCAPES);
    }
    return c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c);
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space; not what we refuse. */
  private static boolean isPrintable(int c) {
    return c != NOT_A_CHARACTER && isGraphic(c);
  }

  private static boolean isGraphic(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
