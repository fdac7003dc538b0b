package io.ringwatch.serf;

import java.util.List;
import java.util.Optional;

/** Something that happened to members, as an agent's {@code stream} tells it. */
record MemberEvent(Kind kind, List<Member> members) {

  /** The member events of Serf. */
  enum Kind {
    JOIN("join"),
    LEAVE("leave"),
    FAILED("failed"),
    UPDATE("update"),
    /** The agent has forgotten a member that had left or failed. */
    REAP("reap");

    private static final String PREFIX = "member-";

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    /** As the wire spells it: {@code member-join}. */
    String wireName() {
      return PREFIX + label;
    }

    static Optional<Kind> of(String wireName) {
      for (var kind : values()) {
        if (kind.wireName().equals(wireName)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  MemberEvent {
    members = List.copyOf(members);
  }
}
