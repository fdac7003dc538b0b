package io.ringwatch.serf;

import io.ringwatch.core.Samples;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many members have which value of a tag.
 *
 * @param byValue the counts by value and status; members without the tag are in none
 */
record TagCensus(String tag, Map<String, Map<Status, Integer>> byValue) {

  static TagCensus of(String tag, List<Member> members) {
    var byValue = new HashMap<String, Map<Status, Integer>>();
    for (var member : members) {
      var value = member.tags().get(tag);
      if (value != null) {
        byValue
            .computeIfAbsent(value, v -> new EnumMap<>(Status.class))
            .merge(member.status(), 1, Integer::sum);
      }
    }
    return new TagCensus(tag, byValue);
  }

  /** Adds the values that most members have, every status of each. */
  void describe(int maxValues, Samples out) {
    byValue.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Map<Status, Integer>> e) -> -total(e))
                .thenComparing(Map.Entry::getKey))
        .limit(maxValues)
        .forEach(entry -> describe(entry, out));
    out.add(SerfMetrics.TAG_VALUES_LEFT_OUT, Math.max(0, byValue.size() - maxValues), tag);
  }

  private void describe(Map.Entry<String, Map<Status, Integer>> entry, Samples out) {
    for (var status : Status.values()) {
      int count = entry.getValue().getOrDefault(status, 0);
      out.add(SerfMetrics.MEMBERS_BY_TAG, count, tag, entry.getKey(), status.label());
    }
  }

  private static int total(Map.Entry<String, Map<Status, Integer>> entry) {
    return entry.getValue().values().stream().mapToInt(Integer::intValue).sum();
  }
}
