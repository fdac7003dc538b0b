package io.ringwatch.serf;

import java.util.Locale;

/** Where a member stands in the eyes of the agent that is asked. */
enum Status {
  /** No state yet, or one that this version does not know. */
  NONE,
  ALIVE,
  /** Has announced that it leaves. */
  LEAVING,
  /** Has left by its own will, or was forced out. */
  LEFT,
  FAILED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As the wire and the labels spell it. */
  String label() {
    return label;
  }

  static Status of(String label) {
    for (var status : values()) {
      if (status.label.equals(label)) {
        return status;
      }
    }
    return NONE;
  }
}
