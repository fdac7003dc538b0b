package io.ringwatch.rules.promql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The aggregations over label sets. */
public enum Aggregator {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  QUANTILE(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING),
  LIMITK(ValueType.SCALAR),
  LIMIT_RATIO(ValueType.SCALAR);

  private static final Map<String, Aggregator> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(a -> a.toString(), a -> a));

  private final Optional<ValueType> parameter;

  Aggregator() {
    this.parameter = Optional.empty();
  }

  Aggregator(ValueType parameter) {
    this.parameter = Optional.of(parameter);
  }

  static Optional<Aggregator> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
  }

  /** The type of what stands before the vector; empty if nothing does. */
  public Optional<ValueType> parameter() {
    return parameter;
  }

  /** Picks series and leaves their labels alone. */
  public boolean selects() {
    return switch (this) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, QUANTILE, COUNT_VALUES -> false;
    };
  }

  /** Behind a feature flag in every Prometheus 3; not known to 2.42. */
  boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }

  /** As it is printed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
