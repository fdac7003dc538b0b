package io.ringwatch.wireguard;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The exporter's own metrics. What changes while a peer stays the same, its endpoint and networks,
 * stands on {@link WireGuardMetrics#PEER_INFO} alone, so that roaming starts no new counter.
 */
final class NativeDescription implements Description {

  /**
   * What of it to show.
   *
   * @param upThreshold how old the latest handshake of a peer that is up may be
   * @param allowedIps whether each allowed network is a series
   * @param aggregate whether peers are only summed up, by interface
   * @param hasNames whether there are files with names
   * @param hasNetns whether namespaces were asked for by name
   * @param properties the keys of {@code friendly_json} that become labels of the info metric
   */
  record View(
      Duration upThreshold,
      boolean allowedIps,
      boolean aggregate,
      boolean hasNames,
      boolean hasNetns,
      List<String> properties) {

    View {
      properties = List.copyOf(properties);
    }
  }

  private enum State {
    UP,
    STALE,
    NEVER;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One interface as its peers add up. */
  private static final class Sum {
    private int up;
    private int stale;
    private int never;
    private long latestHandshake;

    void add(History.Followed followed, State state) {
      switch (state) {
        case UP -> up++;
        case STALE -> stale++;
        case NEVER -> never++;
      }
      latestHandshake = Math.max(latestHandshake, followed.handshakeAt());
    }

    int peers(State state) {
      return switch (state) {
        case UP -> up;
        case STALE -> stale;
        case NEVER -> never;
      };
    }

    int peers() {
      return up + stale + never;
    }
  }

  private final View view;
  private final Metric peerInfo;

  NativeDescription(View view) {
    this.view = view;
    this.peerInfo = WireGuardMetrics.PEER_INFO.with(view.properties());
  }

  @Override
  public void describe(Scene scene, Samples out) {
    var sums = new TreeMap<String, Sum>();
    scene.sight().dump().interfaces().forEach(i -> sums.put(i.name(), new Sum()));
    for (var followed : scene.peers()) {
      var state = stateOf(followed, scene.nowSeconds());
      sums.computeIfAbsent(followed.peer().interfaceName(), name -> new Sum()).add(followed, state);
      if (!view.aggregate()) {
        describe(followed, state, scene, out);
      }
    }
    describeInterfaces(scene, sums, out);
  }

  @Override
  public void describeRest(Reading reading, Names names, Samples out) {
    if (view.hasNames()) {
      out.add(WireGuardMetrics.NAMES_ERRORS, names.errors().size());
    }
    if (view.hasNetns()) {
      reading.sights().forEach(sight -> out.add(WireGuardMetrics.NETNS_UP, 1, sight.netns()));
      reading.failures().keySet().forEach(name -> out.add(WireGuardMetrics.NETNS_UP, 0, name));
    }
  }

  /** A handshake in the future, after the clock was set back, is as far from up as one as old. */
  private State stateOf(History.Followed followed, long nowSeconds) {
    if (followed.handshakeAt() == 0) {
      return State.NEVER;
    }
    long age = Math.abs(nowSeconds - followed.handshakeAt());
    return age <= view.upThreshold().toSeconds() ? State.UP : State.STALE;
  }

  private void describe(History.Followed followed, State state, Scene scene, Samples out) {
    var peer = followed.peer();
    var naming = scene.names().of(peer);
    var kept = followed.labels();
    if (!kept.areFor(naming)) {
      kept.set(naming, peerLabels(peer, naming, scene), infoLabels(peer, naming, scene));
    }
    var labels = kept.peer();
    out.add(WireGuardMetrics.SENT, peer.sentBytes(), labels);
    out.add(WireGuardMetrics.RECEIVED, peer.receivedBytes(), labels);
    if (state != State.NEVER) {
      out.add(WireGuardMetrics.HANDSHAKE, (double) followed.handshakeAt(), labels);
    }
    out.add(WireGuardMetrics.PEER_UP, state == State.UP ? 1 : 0, labels);
    if (peer.keepaliveSeconds().isPresent()) {
      out.add(WireGuardMetrics.KEEPALIVE, peer.keepaliveSeconds().getAsInt(), labels);
    }
    if (followed.endpointChanges() > 0) {
      out.add(WireGuardMetrics.ENDPOINT_CHANGES, (double) followed.endpointChanges(), labels);
    }
    out.add(peerInfo, 1, kept.info());
    if (view.allowedIps()) {
      describeAllowedIps(peer, naming, scene, out);
    }
  }

  private static void describeAllowedIps(Peer peer, Names.Naming naming, Scene scene, Samples out) {
    for (var cidr : AllowedIps.split(peer.allowedIps())) {
      add(
          scene,
          WireGuardMetrics.ALLOWED_IP,
          1,
          out,
          peer.interfaceName(),
          peer.publicKey(),
          naming.friendlyName(),
          cidr);
    }
  }

  private static LabelSet peerLabels(Peer peer, Names.Naming naming, Scene scene) {
    return labels(
        scene,
        WireGuardMetrics.SENT,
        peer.interfaceName(),
        peer.publicKey(),
        naming.friendlyName());
  }

  private LabelSet infoLabels(Peer peer, Names.Naming naming, Scene scene) {
    var values = new ArrayList<String>();
    values.add(peer.interfaceName());
    values.add(peer.publicKey());
    values.add(naming.friendlyName());
    values.add(peer.endpoint().orElse(""));
    values.add(AllowedIps.sort(peer.allowedIps()));
    for (var property : view.properties()) {
      values.add(naming.properties().getOrDefault(property, ""));
    }
    return labels(scene, peerInfo, values.toArray(new String[0]));
  }

  private void describeInterfaces(Scene scene, Map<String, Sum> sums, Samples out) {
    sums.forEach((name, sum) -> describe(name, sum, scene, out));
    for (var one : scene.sight().dump().interfaces()) {
      one.publicKey()
          .ifPresent(key -> add(scene, WireGuardMetrics.INTERFACE_INFO, 1, out, one.name(), key));
      one.listenPort()
          .ifPresent(port -> add(scene, WireGuardMetrics.LISTEN_PORT, port, out, one.name()));
      one.fwmark()
          .ifPresent(mark -> add(scene, WireGuardMetrics.FWMARK, (double) mark, out, one.name()));
    }
    var unreachable = new TreeSet<>(scene.sight().unreachable());
    unreachable.removeAll(sums.keySet());
    unreachable.forEach(name -> add(scene, WireGuardMetrics.INTERFACE_UP, 0, out, name));
    add(scene, WireGuardMetrics.MALFORMED_LINES, scene.sight().dump().faults().count(), out);
  }

  private void describe(String name, Sum sum, Scene scene, Samples out) {
    add(scene, WireGuardMetrics.INTERFACE_UP, 1, out, name);
    add(scene, WireGuardMetrics.PEERS, sum.peers(), out, name);
    for (var state : State.values()) {
      add(scene, WireGuardMetrics.PEERS_BY_STATE, sum.peers(state), out, name, state.label());
    }
    if (view.aggregate()) {
      var traffic = scene.history().traffic(name);
      add(scene, WireGuardMetrics.INTERFACE_SENT, traffic.sentBytes(), out, name);
      add(scene, WireGuardMetrics.INTERFACE_RECEIVED, traffic.receivedBytes(), out, name);
      if (sum.latestHandshake > 0) {
        add(scene, WireGuardMetrics.INTERFACE_HANDSHAKE, (double) sum.latestHandshake, out, name);
      }
    }
  }

  private static void add(
      Scene scene, Metric metric, double value, Samples out, String... labelValues) {
    out.add(metric, value, labels(scene, metric, labelValues));
  }

  /** The metric's labels, and the namespace's behind them where it is not the exporter's own. */
  private static LabelSet labels(Scene scene, Metric metric, String... values) {
    var netns = scene.sight().netns();
    if (netns.isEmpty()) {
      return LabelSet.of(metric, values);
    }
    var all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = netns;
    return LabelSet.of(metric.with(List.of("netns")), all);
  }
}
