package io.ringwatch.wireguard;

import io.ringwatch.core.Collector;
import io.ringwatch.core.Deadline;
import io.ringwatch.core.Samples;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** One scrape: read, name, filter, describe. */
final class WireGuardCollector implements Collector {

  /**
   * What users set.
   *
   * @param names where peers' names come from
   * @param filter which peers are shown
   * @param description the metrics to make of them
   */
  record Settings(NameFiles names, PeerFilter filter, Description description) {}

  private final WireGuard wireGuard;
  private final Settings settings;
  private final InstantSource clock;
  private final Troubles troubles = new Troubles();
  private final Histories histories;

  WireGuardCollector(
      WireGuard wireGuard, Settings settings, Histories histories, InstantSource clock) {
    this.wireGuard = wireGuard;
    this.settings = settings;
    this.histories = histories;
    this.clock = clock;
  }

  @Override
  public synchronized void collect(Deadline deadline, Samples out) throws IOException {
    var reading = wireGuard.read(deadline);
    var names = settings.names().current();
    for (var sight : reading.sights()) {
      describe(sight, names, out);
    }
    settings.description().describeRest(reading, names, out);
    troubles.report(troublesIn(reading, names));
  }

  private void describe(Sight sight, Names names, Samples out) {
    var filter = settings.filter();
    var shown = filter.showsAll() ? sight : sight.only(peer -> filter.shows(peer, names));
    var history = histories.of(sight.netns());
    long now = clock.instant().getEpochSecond();
    var peers = history.follow(shown.dump().peers(), now);
    settings.description().describe(new Description.Scene(shown, peers, history, names, now), out);
  }

  private static Set<String> troublesIn(Reading reading, Names names) {
    var troubles = new TreeSet<>(names.errors());
    reading.failures().forEach((netns, why) -> troubles.add("netns " + netns + ": " + why));
    for (var sight : reading.sights()) {
      sight.unreachable().forEach(name -> troubles.add("interface " + name + ": no access"));
      sight.dump().faults().first().forEach(fault -> troubles.add("dump, " + fault));
    }
    return troubles;
  }
}
