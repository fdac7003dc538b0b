package io.ringwatch.p2p.reach;

import io.ringwatch.core.Command;
import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.reach.ReachConfig.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Echo requests to all peers by one {@code fping -C N -q}, which prints one line a host on standard
 * error: the round trips in milliseconds, {@code -} for a lost packet (fping(8)).
 */
final class Fping {

  /** What became of one peer's packets. */
  record Pings(List<Duration> roundTrips, int lost) {
    Pings {
      roundTrips = List.copyOf(roundTrips);
    }
  }

  private static final int PERIOD_MILLIS = 200;
  private static final int LONGEST_ADDRESS = 260;
  private static final int LONGEST_TRIP = 12;
  private static final int UNREACHABLE = 1;
  private static final int UNRESOLVED = 2;

  private final Path program;

  Fping(Path program) {
    this.program = program;
  }

  /** How long a run takes at the most: fping sends a packet a millisecond. */
  private static Duration longest(int peers, ReachConfig config) {
    var sending = Duration.ofMillis((long) Math.max(PERIOD_MILLIS, peers) * config.count());
    return sending.plus(config.patience()).plusSeconds(5);
  }

  /** By address as it stands in the peers; an address that fping cannot resolve is left out. */
  Map<String, Pings> ping(List<Peer> peers, ReachConfig config) throws IOException {
    return run(peers, config, List.of("-C", String.valueOf(config.count())));
  }

  /**
   * The peers that a packet of this size reaches without being cut into fragments on the way.
   *
   * @param size with the headers; an echo request without data has 28 bytes, or 48 over IPv6
   */
  List<Peer> whole(List<Peer> peers, int size, ReachConfig config) throws IOException {
    var four = peers.stream().filter(peer -> !peer.address().contains(":")).toList();
    var six = peers.stream().filter(peer -> peer.address().contains(":")).toList();
    var reached = new ArrayList<Peer>();
    reached.addAll(whole(four, config, "-4", size - 28));
    reached.addAll(whole(six, config, "-6", size - 48));
    return reached;
  }

  private List<Peer> whole(List<Peer> peers, ReachConfig config, String family, int data)
      throws IOException {
    if (peers.isEmpty() || data < 0) {
      return List.of();
    }
    var pings = run(peers, config, List.of(family, "-M", "-b", String.valueOf(data), "-C", "2"));
    var nothing = new Pings(List.of(), 0);
    return peers.stream()
        .filter(peer -> !pings.getOrDefault(peer.address(), nothing).roundTrips().isEmpty())
        .toList();
  }

  private Map<String, Pings> run(List<Peer> peers, ReachConfig config, List<String> options)
      throws IOException {
    var words = new ArrayList<String>();
    words.add(program.toString());
    words.addAll(options);
    words.addAll(List.of("-q", "-p", String.valueOf(PERIOD_MILLIS), "-i", "1"));
    words.addAll(List.of("-t", String.valueOf(config.patience().toMillis())));
    peers.stream().map(Peer::address).distinct().forEach(words::add);
    int answer = (1 << 16) + peers.size() * (LONGEST_ADDRESS + LONGEST_TRIP * config.count());
    var ended = new Command(words, 1 << 16, answer).run(Deadline.in(longest(peers.size(), config)));
    if (ended.exit() > UNRESOLVED || (ended.exit() > UNREACHABLE && ended.error().isEmpty())) {
      throw new IOException(program + ": " + ended.complaint());
    }
    return parse(ended.error());
  }

  /** From {@code 10.42.0.2 : 0.61 - 0.58}; other lines are complaints about names. */
  static Map<String, Pings> parse(String lines) {
    Map<String, Pings> pings = new LinkedHashMap<>();
    for (var line : lines.lines().toList()) {
      int colon = line.indexOf(" : ");
      if (colon > 0 && line.substring(colon + 3).matches("([0-9.]+|-)( ([0-9.]+|-))*")) {
        pings.put(line.substring(0, colon).strip(), pings(line.substring(colon + 3)));
      }
    }
    return pings;
  }

  private static Pings pings(String trips) {
    List<Duration> roundTrips = new ArrayList<>();
    int lost = 0;
    for (var trip : trips.split(" ", -1)) {
      if (trip.equals("-")) {
        lost++;
      } else {
        roundTrips.add(Duration.ofNanos(Math.round(Double.parseDouble(trip) * 1e6)));
      }
    }
    return new Pings(roundTrips, lost);
  }
}
