package io.ringwatch.serf;

import io.ringwatch.serf.MemberEvent.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what happens to members, from two witnesses of the same things: successive answers to
 * {@code members}, and the event stream. Each thing counts once, whoever tells it first.
 *
 * <p>The stream lags behind {@code members} by seconds, because an agent gathers events before it
 * sends them. So what {@code members} has shown is owed by the stream for a while, and the event
 * that pays the debt does not count again. An agent also repeats the last update of a member in
 * every later batch (hashicorp/serf#555): an update that says the same as the one before does not
 * count. What neither tells, such as a crash and a restart between two looks, cannot be counted.
 */
final class Transitions {

  /** How long the stream may take to tell what {@code members} has shown already. */
  static final Duration LAG = Duration.ofSeconds(15);

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<String, MemberHistory> histories = new HashMap<>();
  private long looks;
  private boolean isStreaming;

  Transitions() {
    for (var kind : Kind.values()) {
      counts.put(kind, 0L);
    }
  }

  /** How often each thing has happened since the first look. */
  synchronized Map<Kind, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The stream begins or ends; either way it owes nothing. */
  synchronized void streaming(boolean on) {
    isStreaming = on;
    histories.values().forEach(MemberHistory::forgiveDebts);
  }

  synchronized boolean isStreaming() {
    return isStreaming;
  }

  /**
   * Takes an answer to {@code members}. The first one is only what later ones are compared with.
   *
   * @param askedNanos when it was asked for
   * @param nowNanos when it is taken
   */
  synchronized void seen(List<Member> members, long askedNanos, long nowNanos) {
    looks++;
    for (var member : members) {
      var history =
          histories.computeIfAbsent(member.name(), name -> new MemberHistory(member, askedNanos));
      history.markedIn(looks);
      if (looks == 1) {
        history.startingWith(member);
      } else if (!history.isNewerThan(askedNanos)) {
        history.seen(member).ifPresent(kind -> countSeen(kind, history, nowNanos));
      }
    }
    for (var history : histories.values()) {
      if (!history.isMarkedIn(looks) && !history.isNewerThan(askedNanos)) {
        history.unseen().ifPresent(kind -> countSeen(kind, history, nowNanos));
      }
    }
    histories.values().removeIf(history -> history.isOver(nowNanos));
  }

  /** Takes an event of the stream. Before the first look it says nothing new. */
  synchronized void told(MemberEvent event, long nowNanos) {
    if (looks == 0) {
      return;
    }
    for (var member : event.members()) {
      var history = histories.get(member.name());
      if (history == null) {
        history = new MemberHistory(member, nowNanos);
      }
      var news = history.told(event.kind(), member, nowNanos);
      news.ifPresent(this::count);
      if (!history.isOver(nowNanos)) {
        histories.put(member.name(), history);
      }
    }
  }

  private void countSeen(Kind kind, MemberHistory history, long nowNanos) {
    count(kind);
    if (isStreaming) {
      history.owe(kind, nowNanos);
    }
  }

  private void count(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }
}
