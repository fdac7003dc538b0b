package io.ringwatch.serf;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** An agent's view into samples. What the agent does not tell has no sample. */
final class Description {

  private static final List<String> STATUSES =
      Arrays.stream(Status.values()).map(Status::label).toList();
  private static final List<String> QUEUES = List.of("intent", "event", "query");
  private static final List<String> CLOCKS = List.of("member", "event", "query");

  /**
   * What is described.
   *
   * @param tags the tags that are shown
   * @param memberStates whether each member has its state set
   * @param protocolVersions whether each member has its protocol versions
   * @param maxTagValues how many values of a tag are counted apart
   */
  record Choice(TagLabels tags, boolean memberStates, boolean protocolVersions, int maxTagValues) {}

  private final Choice choice;
  private final Metric memberInfo;

  Description(Choice choice) {
    this.choice = choice;
    this.memberInfo = SerfMetrics.MEMBER_INFO.with(choice.tags().labels());
  }

  /** A member with its labels. */
  Roll.Entry entry(Member member) {
    var name = LabelSet.of(SerfMetrics.MEMBER_UP, member.name());
    return new Roll.Entry(member, name, infoLabels(member));
  }

  /** Describes a view; {@code members} are its members by name. */
  void describe(AgentView view, List<Roll.Entry> members, Samples out) {
    describe(view.stats(), out);
    view.rpcTimes()
        .forEach(
            (command, time) -> out.add(SerfMetrics.RPC_DURATION, time.toNanos() / 1e9, command));
    var byStatus = new EnumMap<Status, Integer>(Status.class);
    for (var entry : members) {
      byStatus.merge(entry.member().status(), 1, Integer::sum);
      describe(entry, out);
    }
    for (var status : Status.values()) {
      out.add(SerfMetrics.MEMBERS, byStatus.getOrDefault(status, 0), status.label());
    }
    for (var tag : choice.tags().tags()) {
      new TagCensus(tag, members).describe(choice.maxTagValues(), out);
    }
    describeRoundTrips(view, members, out);
  }

  static void describe(Transitions transitions, Samples out) {
    transitions
        .counts()
        .forEach(
            (kind, count) -> out.add(SerfMetrics.TRANSITIONS, count.doubleValue(), kind.label()));
  }

  private static void describe(AgentStats stats, Samples out) {
    var runtime = stats.runtime();
    out.add(
        SerfMetrics.AGENT_INFO,
        1,
        stats.name(),
        runtime.getOrDefault("version", ""),
        runtime.getOrDefault("os", ""),
        runtime.getOrDefault("arch", ""));
    add(SerfMetrics.HEALTH_SCORE, stats.serf("health_score"), out);
    add(SerfMetrics.COORDINATE_RESETS, stats.serf("coordinate_resets"), out);
    add(SerfMetrics.GOROUTINES, stats.goroutines(), out);
    for (var queue : QUEUES) {
      add(SerfMetrics.QUEUE_DEPTH, stats.serf(queue + "_queue"), out, queue);
    }
    for (var clock : CLOCKS) {
      add(SerfMetrics.LAMPORT_TIME, stats.serf(clock + "_time"), out, clock);
    }
    stats.encrypted().ifPresent(on -> out.add(SerfMetrics.ENCRYPTED, on ? 1 : 0));
  }

  private static void add(Metric metric, OptionalLong value, Samples out, String... labels) {
    value.ifPresent(v -> out.add(metric, (double) v, labels));
  }

  private void describe(Roll.Entry entry, Samples out) {
    var member = entry.member();
    out.add(SerfMetrics.MEMBER_UP, member.status() == Status.ALIVE ? 1 : 0, entry.name());
    out.add(memberInfo, 1, entry.info());
    if (choice.memberStates()) {
      out.addStates(SerfMetrics.MEMBER_STATUS, STATUSES, member.status().label(), member.name());
    }
    if (choice.protocolVersions() && member.protocol().isPresent()) {
      var versions = member.protocol().get();
      out.add(SerfMetrics.MEMBER_PROTOCOL, versions.min(), member.name(), "min");
      out.add(SerfMetrics.MEMBER_PROTOCOL, versions.max(), member.name(), "max");
      out.add(SerfMetrics.MEMBER_PROTOCOL, versions.current(), member.name(), "current");
    }
  }

  private LabelSet infoLabels(Member member) {
    var values = new String[memberInfo.labels().size()];
    values[0] = member.name();
    values[1] = member.address();
    values[2] = Integer.toString(member.port());
    values[3] = member.status().label();
    values[4] = member.protocol().map(v -> Integer.toString(v.current())).orElse("");
    int next = 5;
    for (var tag : choice.tags().tags()) {
      values[next++] = member.tags().getOrDefault(tag, "");
    }
    return LabelSet.of(memberInfo, values);
  }

  /** From the asked agent only: pairs of all members would be their number squared. */
  private static void describeRoundTrips(AgentView view, List<Roll.Entry> members, Samples out) {
    Map<String, Coordinate> places = view.coordinates();
    var self = places.get(view.stats().name());
    if (self == null) {
      return;
    }
    for (var entry : members) {
      var place = places.get(entry.member().name());
      if (place != null && !entry.member().name().equals(view.stats().name())) {
        self.roundTripSeconds(place)
            .ifPresent(seconds -> out.add(SerfMetrics.RTT, seconds, entry.name()));
      }
    }
  }
}
