package io.ringwatch.p2p.reach;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashSet;
import java.util.Set;

/** What is kept of all pings since the start: round trips and packets by peer. */
public final class PingHistory {

  private static final double[] SECONDS = {
    .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5
  };

  /** Both kinds: classic buckets for everybody, native ones for who can take them. */
  private final Histogram roundTrips =
      Histogram.builder()
          .name(ReachMetrics.PING_RTT.name())
          .help(ReachMetrics.PING_RTT.help())
          .labelNames("peer")
          .classicUpperBounds(SECONDS)
          .build();

  private final Counter packets =
      Counter.builder()
          .name("mesh_ping_packets")
          .help(ReachMetrics.PING_PACKETS.help())
          .labelNames("peer", "result")
          .build();

  private final Set<String> known = new HashSet<>();

  /** Shows them at every scrape. */
  public void register(PrometheusRegistry registry) {
    registry.register(roundTrips);
    registry.register(packets);
  }

  void add(String peer, Fping.Pings pings) {
    var histogram = roundTrips.labelValues(peer);
    pings.roundTrips().forEach(trip -> histogram.observe(trip.toNanos() / 1e9));
    packets.labelValues(peer, "received").inc(pings.roundTrips().size());
    packets.labelValues(peer, "lost").inc(pings.lost());
  }

  /** Forgets who is no peer any more. */
  void keepOnly(Set<String> peers) {
    for (var gone : known) {
      if (!peers.contains(gone)) {
        roundTrips.remove(gone);
        packets.remove(gone, "received");
        packets.remove(gone, "lost");
      }
    }
    known.clear();
    known.addAll(peers);
  }
}
