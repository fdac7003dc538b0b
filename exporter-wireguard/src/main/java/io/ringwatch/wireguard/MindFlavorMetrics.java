package io.ringwatch.wireguard;

import io.ringwatch.core.LabelSet;
import io.ringwatch.core.Metric;
import io.ringwatch.core.Samples;
import io.ringwatch.core.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of prometheus_wireguard_exporter 3.6.6, name by name and label by label, so that its
 * dashboards and rules keep working: {@code 0} for never handshaked, allowed IPs and, on request,
 * the remote address as labels of every series.
 *
 * @see <a href="https://github.com/MindFlavor/prometheus_wireguard_exporter">the exporter</a>
 */
final class MindFlavorMetrics implements Description {

  /**
   * Its switches.
   *
   * @param separateAllowedIps {@code -s}: {@code allowed_ip_0}, {@code allowed_subnet_0}, … in
   *     place of {@code allowed_ips}
   * @param remoteIpAndPort {@code -r}: {@code remote_ip} and {@code remote_port} where known
   * @param handshakeDelay {@code -d}: how long ago the latest handshake was, as a metric
   */
  record Switches(boolean separateAllowedIps, boolean remoteIpAndPort, boolean handshakeDelay) {}

  private static final String COMPAT = "--compat=mindflavor";

  static final Metric SENT =
      Metric.counter("wireguard_sent_bytes_total", "Bytes sent to the peer")
          .in(Unit.BYTES)
          .when(COMPAT);

  static final Metric RECEIVED =
      Metric.counter("wireguard_received_bytes_total", "Bytes received from the peer")
          .in(Unit.BYTES)
          .when(COMPAT);

  static final Metric HANDSHAKE =
      Metric.gauge(
              "wireguard_latest_handshake_seconds", "UNIX timestamp seconds of the last handshake")
          .in(Unit.TIMESTAMP)
          .when(COMPAT);

  static final Metric HANDSHAKE_DELAY =
      Metric.gauge("wireguard_latest_handshake_delay_seconds", "Seconds from the last handshake")
          .in(Unit.SECONDS)
          .when(COMPAT + " --compat.handshake-delay");

  private final Switches switches;

  MindFlavorMetrics(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void describe(Scene scene, Samples out) {
    for (var followed : scene.peers()) {
      var peer = followed.peer();
      var labels = labels(peer, scene);
      out.add(SENT, peer.sentBytes(), labels);
      out.add(RECEIVED, peer.receivedBytes(), labels);
      out.add(HANDSHAKE, (double) followed.handshakeAt(), labels);
      if (switches.handshakeDelay()) {
        out.add(HANDSHAKE_DELAY, (double) (scene.nowSeconds() - followed.handshakeAt()), labels);
      }
    }
  }

  @Override
  public void describeRest(Reading reading, Names names, Samples out) {
    // It has nothing of the kind.
  }

  private LabelSet labels(Peer peer, Scene scene) {
    var names = new ArrayList<>(List.of("interface", "public_key"));
    var values = new ArrayList<>(List.of(peer.interfaceName(), peer.publicKey()));
    var cidrs = peer.allowedIps().isEmpty() ? "(none)" : peer.allowedIps();
    if (switches.separateAllowedIps()) {
      separate(cidrs, names, values);
    } else {
      names.add("allowed_ips");
      values.add(cidrs);
    }
    name(scene.names().of(peer), names, values);
    if (switches.remoteIpAndPort() && peer.endpoint().isPresent()) {
      remote(peer.endpoint().get(), names, values);
    }
    if (!scene.sight().netns().isEmpty()) {
      names.add("netns");
      values.add(scene.sight().netns());
    }
    return LabelSet.of(names, values.toArray(new String[0]));
  }

  private static void separate(String cidrs, List<String> names, List<String> values) {
    int index = 0;
    for (var cidr : cidrs.split(",", -1)) {
      int slash = cidr.indexOf('/');
      names.add("allowed_ip_" + index);
      values.add(slash < 0 ? cidr : cidr.substring(0, slash));
      names.add("allowed_subnet_" + index++);
      values.add(cidr.substring(slash + 1));
    }
  }

  /** {@code friendly_json} makes every entry a label; it has no {@code friendly_name} by itself. */
  private static void name(Names.Naming naming, List<String> names, List<String> values) {
    if (naming.properties().isEmpty()) {
      if (!naming.friendlyName().isEmpty()) {
        names.add("friendly_name");
        values.add(naming.friendlyName());
      }
      return;
    }
    naming
        .properties()
        .forEach(
            (name, value) -> {
              if (LabelNames.isFree(name, names)) {
                names.add(name);
                values.add(value);
              }
            });
  }

  private static void remote(String endpoint, List<String> names, List<String> values) {
    int colon = endpoint.lastIndexOf(':');
    var host = endpoint.substring(0, colon);
    if (host.startsWith("[")) {
      int end = host.indexOf('%') < 0 ? host.length() - 1 : host.indexOf('%');
      host = host.substring(1, end);
    }
    names.add("remote_ip");
    values.add(host);
    names.add("remote_port");
    values.add(endpoint.substring(colon + 1));
  }
}
