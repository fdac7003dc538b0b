package io.ringwatch.p2p.source;

import java.io.IOException;

/** A request that must not be made, for where it would go. */
public final class Forbidden extends IOException {

  private static final long serialVersionUID = 1;

  public Forbidden(String message) {
    super(message);
  }
}
