package io.ringwatch.serf;

import java.io.IOException;

/** Bytes that are not MessagePack, not the expected shape, or beyond a limit. */
final class MessagePackException extends IOException {

  private static final long serialVersionUID = 1;

  MessagePackException(String message) {
    super(message);
  }
}
