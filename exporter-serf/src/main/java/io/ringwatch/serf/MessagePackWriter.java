package io.ringwatch.serf;

import io.ringwatch.core.ByteText;
import java.io.ByteArrayOutputStream;

/** Writes the part of MessagePack that Serf requests need: small maps, strings and integers. */
final class MessagePackWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  MessagePackWriter map(int pairs) {
    out.write(0x80 | pairs);
    return this;
  }

  MessagePackWriter array(int elements) {
    out.write(0x90 | elements);
    return this;
  }

  /** The bytes that {@link ByteText} shows, as a string: an agent hangs up on binary keys. */
  MessagePackWriter text(String text) {
    return string(ByteText.encode(text));
  }

  MessagePackWriter string(byte[] bytes) {
    if (bytes.length < 32) {
      out.write(0xa0 | bytes.length);
    } else if (bytes.length < 256) {
      out.write(0xd9);
      out.write(bytes.length);
    } else if (bytes.length < 65_536) {
      out.write(0xda);
      out.write(bytes.length >>> 8);
      out.write(bytes.length);
    } else {
      throw new IllegalArgumentException("a string of " + bytes.length + " bytes");
    }
    out.writeBytes(bytes);
    return this;
  }

  /** A number from 0 to 2^32-1. */
  MessagePackWriter unsigned(long value) {
    if (value < 128) {
      out.write((int) value);
      return this;
    }
    out.write(0xce);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  /** All that {@code other} has written. */
  MessagePackWriter then(MessagePackWriter other) {
    out.writeBytes(other.toBytes());
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
