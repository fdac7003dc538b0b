package io.ringwatch.serf;

import io.ringwatch.serf.MemberEvent.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What two witnesses have said of one member, and what of it was new. An event is new if it is told
 * first, by either.
 */
final class MemberHistory {

  /** What {@code members} has shown and the stream has yet to tell. */
  private record Debt(Kind kind, long nanos) {}

  private final Deque<Debt> debts = new ArrayDeque<>();
  private Optional<Member> lastUpdate = Optional.empty();
  private Member member;
  private boolean isGone;
  private long toldNanos;
  private long look;

  /** The history of a member that is not in the ring, at this moment. */
  MemberHistory(Member member, long nanos) {
    this.member = member;
    this.isGone = true;
    this.toldNanos = nanos;
  }

  /** Takes the member as it is, without news. */
  MemberHistory startingWith(Member present) {
    member = present;
    isGone = false;
    return this;
  }

  /** Whether the stream has told something since, which a look of that time cannot know. */
  boolean isNewerThan(long nanos) {
    return toldNanos - nanos > 0;
  }

  /** Nothing is left that a later event could be about. */
  boolean isOver(long nowNanos) {
    if (isGone) {
      dropOldDebts(nowNanos);
    }
    return isGone && debts.isEmpty();
  }

  /** Notes that a look shows the member, whether or not it is news. */
  void markedIn(long number) {
    look = number;
  }

  boolean isMarkedIn(long number) {
    return look == number;
  }

  void forgiveDebts() {
    debts.clear();
  }

  /** {@code members} shows the member so. */
  Optional<Kind> seen(Member now) {
    if (!isGone && member.equals(now)) {
      return Optional.empty();
    }
    var news = isGone ? arrival(now.status()) : change(now);
    startingWith(now);
    return news;
  }

  /** {@code members} does not show the member any more. */
  Optional<Kind> unseen() {
    boolean wasGone = isGone;
    isGone = true;
    // An agent reaps only what has failed or left. Others are missing after its own restart.
    return !wasGone && (member.status() == Status.FAILED || member.status() == Status.LEFT)
        ? Optional.of(Kind.REAP)
        : Optional.empty();
  }

  /** The stream owes the event that {@code members} has shown. An update owes nothing: see told. */
  void owe(Kind kind, long nowNanos) {
    if (kind != Kind.UPDATE) {
      debts.add(new Debt(kind, nowNanos));
    }
  }

  /** The stream tells an event. */
  Optional<Kind> told(Kind kind, Member told, long nowNanos) {
    dropOldDebts(nowNanos);
    if (kind == Kind.UPDATE) {
      return updated(told);
    }
    if (pay(kind)) {
      return Optional.empty();
    }
    boolean isNew =
        switch (kind) {
          case JOIN -> isGone || member.status() != Status.ALIVE;
          case FAILED -> !isGone && member.status() != Status.FAILED;
          case LEAVE -> !isGone && member.status() != Status.LEFT;
          case REAP -> !isGone;
          case UPDATE -> false;
        };
    if (!isNew) {
      return Optional.empty();
    }
    toldNanos = nowNanos;
    isGone = kind == Kind.REAP;
    member = told.with(statusAfter(kind));
    return Optional.of(kind);
  }

  private Optional<Kind> updated(Member told) {
    boolean repeats = lastUpdate.filter(told::looksLike).isPresent();
    lastUpdate = Optional.of(told);
    if (repeats || isGone || member.looksLike(told)) {
      return Optional.empty();
    }
    member = told.with(member.status());
    return Optional.of(Kind.UPDATE);
  }

  private boolean pay(Kind kind) {
    if (debts.stream().noneMatch(debt -> debt.kind() == kind)) {
      return false;
    }
    // What was owed before it will not come: an agent sends only the last of what it gathered.
    while (debts.removeFirst().kind() != kind) {}
    return true;
  }

  private void dropOldDebts(long nowNanos) {
    debts.removeIf(debt -> nowNanos - debt.nanos() > Transitions.LAG.toNanos());
  }

  private Optional<Kind> change(Member now) {
    var before = member.status();
    if (before == now.status()) {
      return before == Status.ALIVE && !member.looksLike(now)
          ? Optional.of(Kind.UPDATE)
          : Optional.empty();
    }
    return before == Status.LEAVING && now.status() == Status.ALIVE
        ? Optional.empty()
        : arrival(now.status());
  }

  private static Optional<Kind> arrival(Status status) {
    return switch (status) {
      case ALIVE -> Optional.of(Kind.JOIN);
      case FAILED -> Optional.of(Kind.FAILED);
      case LEFT -> Optional.of(Kind.LEAVE);
      case LEAVING, NONE -> Optional.empty();
    };
  }

  private static Status statusAfter(Kind kind) {
    return switch (kind) {
      case JOIN, UPDATE -> Status.ALIVE;
      case FAILED -> Status.FAILED;
      case LEAVE, REAP -> Status.LEFT;
    };
  }
}
