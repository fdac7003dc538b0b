package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import java.util.Arrays;

/**
 * Short texts that were decoded lately: names of fields and tags and most values of tags come again
 * with every member. A text equals its bytes, one by one, only if all are ASCII; others are decoded
 * each time.
 */
final class RecentTexts {
  private static final int LONGEST = 32;

  private final String[] texts = new String[1024];

  RecentTexts() {
    Arrays.fill(texts, "");
  }

  /** By {@link ByteText}. */
  String decode(byte[] buffer, int position, int length) {
    if (length > LONGEST) {
      return ByteText.decode(buffer, position, length);
    }
    int slot = slot(buffer, position, length);
    if (!isText(texts[slot], buffer, position, length)) {
      texts[slot] = ByteText.decode(buffer, position, length);
    }
    return texts[slot];
  }

  private int slot(byte[] buffer, int position, int length) {
    int hash = length;
    for (int i = position; i < position + length; i++) {
      hash = 31 * hash + buffer[i];
    }
    return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (texts.length - 1);
  }

  private static boolean isText(String text, byte[] buffer, int position, int length) {
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
}
