package io.ringwatch.serf;

import io.ringwatch.core.Samples;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many members have which value of a tag. Members without the tag count nowhere. */
final class TagCensus {

  private final String tag;
  private final Map<String, Map<Status, Integer>> byValue = new HashMap<>();

  TagCensus(String tag, List<Roll.Entry> members) {
    this.tag = tag;
    for (var entry : members) {
      var value = entry.member().tags().get(tag);
      if (value != null) {
        byValue
            .computeIfAbsent(value, v -> new EnumMap<>(Status.class))
            .merge(entry.member().status(), 1, Integer::sum);
      }
    }
  }

  /** Adds the values that most members have, every status of each. */
  void describe(int maxValues, Samples out) {
    byValue.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Map<Status, Integer>> e) -> -total(e))
                .thenComparing(Map.Entry::getKey))
        .limit(maxValues)
        .forEach(entry -> describe(entry.getKey(), entry.getValue(), out));
    out.add(SerfMetrics.TAG_VALUES_LEFT_OUT, Math.max(0, byValue.size() - maxValues), tag);
  }

  private void describe(String value, Map<Status, Integer> counts, Samples out) {
    for (var status : Status.values()) {
      int count = counts.getOrDefault(status, 0);
      out.add(SerfMetrics.MEMBERS_BY_TAG, count, tag, value, status.label());
    }
  }

  private static int total(Map.Entry<String, Map<Status, Integer>> entry) {
    return entry.getValue().values().stream().mapToInt(Integer::intValue).sum();
  }
}
