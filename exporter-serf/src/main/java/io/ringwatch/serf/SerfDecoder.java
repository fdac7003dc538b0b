package io.ringwatch.serf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reply bodies of a Serf agent's RPC into records, while they arrive. Keys come in any order and
 * unknown ones are passed over. The shapes are those of Serf's <a
 * href="https://github.com/hashicorp/serf/blob/master/cmd/serf/command/agent/ipc.go">ipc.go</a>.
 */
final class SerfDecoder {

  /** Far beyond any ring. Without these, tiny wire objects could become a lot of memory. */
  private static final int MAX_MEMBERS = 250_000;

  private static final int MAX_TAGS = 1024;
  private static final int MAX_DIMENSIONS = 64;
  private static final int MAX_PRESIZED = 10_000;

  private SerfDecoder() {}

  /**
   * What stands before every reply and every event.
   *
   * @param error empty if the request was granted
   */
  record Header(long seq, String error) {}

  /** A coordinate; empty if the agent has none for the node that was asked for. */
  static Optional<Coordinate> coordinate(MessagePackReader in) throws IOException {
    boolean known = false;
    Optional<Coordinate> coordinate = Optional.empty();
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Coord" -> coordinate = Optional.of(place(in));
        case "Ok" -> known = in.bool();
        default -> in.skip();
      }
    }
    return known ? coordinate : Optional.empty();
  }

  static Header header(MessagePackReader in) throws IOException {
    long seq = -1;
    var error = "";
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Seq" -> seq = in.integer();
        case "Error" -> error = in.text();
        default -> in.skip();
      }
    }
    if (seq < 0) {
      throw new MessagePackException("a reply without a Seq");
    }
    return new Header(seq, error);
  }

  static List<Member> members(MessagePackReader in) throws IOException {
    List<Member> members = List.of();
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Members" -> members = memberList(in);
        default -> in.skip();
      }
    }
    return members;
  }

  /** An event; empty if it is none about members. */
  static Optional<MemberEvent> event(MessagePackReader in) throws IOException {
    var kind = Optional.<MemberEvent.Kind>empty();
    List<Member> members = List.of();
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Event" -> kind = MemberEvent.Kind.of(in.text());
        case "Members" -> members = memberList(in);
        default -> in.skip();
      }
    }
    var all = members;
    return kind.map(k -> new MemberEvent(k, all));
  }

  /** Leaves out the tags and the event handlers, which are no business of a monitor. */
  static AgentStats stats(MessagePackReader in) throws IOException {
    var sections = new HashMap<String, Map<String, String>>();
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      var section = in.text();
      switch (section) {
        case "agent", "runtime", "serf" -> sections.put(section, textMap(in));
        default -> in.skip();
      }
    }
    return new AgentStats(
        sections.getOrDefault("agent", Map.of()),
        sections.getOrDefault("runtime", Map.of()),
        sections.getOrDefault("serf", Map.of()));
  }

  private static List<Member> memberList(MessagePackReader in) throws IOException {
    int count = (int) bounded(in.arrayHeader(), MAX_MEMBERS);
    var members = new ArrayList<Member>(Math.min(count, MAX_PRESIZED));
    for (int i = 0; i < count; i++) {
      members.add(member(in));
    }
    return members;
  }

  private static Member member(MessagePackReader in) throws IOException {
    var name = "";
    var address = "";
    int port = 0;
    var status = Status.NONE;
    Map<String, String> tags = Map.of();
    int min = -1;
    int max = -1;
    int current = -1;
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Name" -> name = in.text();
        case "Addr" -> address = IpText.of(in.bytes());
        case "Port" -> port = (int) bounded(in.integer(), 65_535);
        case "Status" -> status = Status.of(in.text());
        case "Tags" -> tags = textMap(in);
        case "ProtocolMin" -> min = (int) bounded(in.integer(), 255);
        case "ProtocolMax" -> max = (int) bounded(in.integer(), 255);
        case "ProtocolCur" -> current = (int) bounded(in.integer(), 255);
        default -> in.skip();
      }
    }
    var protocol =
        min < 0 || max < 0 || current < 0
            ? Optional.<Versions>empty()
            : Optional.of(new Versions(min, max, current));
    return new Member(name, address, port, tags, status, protocol);
  }

  private static long bounded(long value, long max) throws MessagePackException {
    if (value < 0 || value > max) {
      throw new MessagePackException(value + " where a number up to " + max + " belongs");
    }
    return value;
  }

  private static Map<String, String> textMap(MessagePackReader in) throws IOException {
    int pairs = (int) bounded(in.mapHeader(), MAX_TAGS);
    if (pairs == 0) {
      return Map.of();
    }
    var map = HashMap.<String, String>newHashMap(pairs);
    for (; pairs > 0; pairs--) {
      map.put(in.text(), in.text());
    }
    return map;
  }

  private static Coordinate place(MessagePackReader in) throws IOException {
    var vector = new ArrayList<Double>(8);
    double height = 0;
    double adjustment = 0;
    for (int pairs = in.mapHeader(); pairs > 0; pairs--) {
      switch (in.text()) {
        case "Vec" -> {
          for (long i = bounded(in.arrayHeader(), MAX_DIMENSIONS); i > 0; i--) {
            vector.add(in.number());
          }
        }
        case "Height" -> height = in.number();
        case "Adjustment" -> adjustment = in.number();
        default -> in.skip();
      }
    }
    return new Coordinate(vector, height, adjustment);
  }
}
