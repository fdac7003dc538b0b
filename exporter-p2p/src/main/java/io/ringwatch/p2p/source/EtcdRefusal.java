package io.ringwatch.p2p.source;

import java.io.IOException;

/** An error that etcd itself answered, with its gRPC status code. */
public final class EtcdRefusal extends IOException {

  private static final long serialVersionUID = 1;
  private static final int NOT_FOUND = 5;
  private static final int INVALID = 3;
  static final int UNAUTHENTICATED = 16;
  private static final int MAX_MESSAGE = 200;

  private final int code;
  private final String error;

  EtcdRefusal(HttpUrl url, int code, String error) {
    super(url + ": " + bounded(error));
    this.code = code;
    this.error = error;
  }

  /** A lease or a key is not there, or not any more. */
  public boolean isNotFound() {
    return code == NOT_FOUND;
  }

  /** The token expired, or etcd was restarted and knows it no more. */
  boolean isUnauthenticated() {
    return code == UNAUTHENTICATED
        || (code == INVALID && (error.contains("user name is empty") || error.contains("token")));
  }

  private static String bounded(String error) {
    var line = error.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
  }
}
