package io.ringwatch.rules;

import io.ringwatch.rules.promql.Dialect;
import java.util.Set;

/** The Prometheus that the rules are for. Written {@code 2.42}, {@code 3} or {@code 3.5}. */
final class Release {
  /** Nobody says: what only one of them understands is a fault. */
  static final Release BOTH = new Release(Dialect.PROMETHEUS_2_42, Dialect.GRAFANA, Set.of());

  private static final Release TWO =
      new Release(
          Dialect.PROMETHEUS_2_42, Dialect.GRAFANA, Set.of("promql/syntax", "promql/version"));
  private static final Release THREE = new Release(Dialect.PROMETHEUS_3, Dialect.ANY, Set.of());

  private final Dialect rules;
  private final Dialect panels;
  private final Set<String> irrelevant;

  private Release(Dialect rules, Dialect panels, Set<String> irrelevant) {
    this.rules = rules;
    this.panels = panels;
    this.irrelevant = irrelevant;
  }

  static Release parse(String text) {
    if (text.matches("2\\.(4[2-9]|[5-9][0-9])(\\.[0-9]+)?")) {
      return TWO;
    }
    if (text.matches("3(\\.[0-9]+){0,2}")) {
      return THREE;
    }
    throw new IllegalArgumentException("write 2.42 or a later 2, or 3");
  }

  /** What rules are written in. */
  Dialect rules() {
    return rules;
  }

  /** What panels' queries are written in. */
  Dialect panels() {
    return panels;
  }

  /** Whether a remark is about the other Prometheus. */
  boolean overlooks(String check) {
    return irrelevant.contains(check);
  }
}
