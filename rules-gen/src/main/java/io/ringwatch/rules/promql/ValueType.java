package io.ringwatch.rules.promql;

/** What an expression evaluates to. */
public enum ValueType {
  SCALAR("scalar"),
  VECTOR("instant vector"),
  MATRIX("range vector"),
  STRING("string");

  private final String title;

  ValueType(String title) {
    this.title = title;
  }

  /** As Prometheus's documentation calls it. */
  @Override
  public String toString() {
    return title;
  }
}
