package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a peer sends, big end first, as far as a message may take it: {@link #allow} begins one, and
 * what would go beyond it is refused before it is waited for.
 */
final class BoundedInput {

  /** The longest text that is read. Serf's own limit is 512 bytes for all tags of a member. */
  static final int MAX_TEXT = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_TEXT];
  private final RecentTexts recent = new RecentTexts();
  private int position;
  private int end;
  private long left;

  BoundedInput(InputStream in) {
    this.in = in;
  }

  /** Starts a message, which may take this many bytes. */
  void allow(long bytes) {
    left = bytes;
  }

  /** How much of the message may still come. */
  long left() {
    return left;
  }

  /** Waits until there is something to read. */
  void awaitByte() throws IOException {
    fillTo(1);
  }

  /** The next byte, which stays; from 0. */
  int peek() throws IOException {
    fillTo(1);
    return buffer[position] & 0xff;
  }

  /** The next byte, from 0. */
  int next() throws IOException {
    ensure(1);
    return buffer[position++] & 0xff;
  }

  /** A number of at most four bytes, from 0. */
  long unsigned(int width) throws IOException {
    return fixed(width) & (-1L >>> (64 - 8 * width));
  }

  /** A number of at most eight bytes; one of fewer has only its lower bits set. */
  long fixed(int width) throws IOException {
    ensure(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (buffer[position++] & 0xff);
    }
    return value;
  }

  /** At most {@link #MAX_TEXT} bytes of text, by {@link ByteText}. */
  String text(int length) throws IOException {
    ensure(length);
    var text = recent.decode(buffer, position, length);
    position += length;
    return text;
  }

  /** At most {@link #MAX_TEXT} bytes as they are. */
  byte[] bytes(int length) throws IOException {
    ensure(length);
    var bytes = Arrays.copyOfRange(buffer, position, position + length);
    position += length;
    return bytes;
  }

  void skip(long length) throws IOException {
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
