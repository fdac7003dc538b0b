package io.ringwatch.p2p.targets;

import io.ringwatch.core.Deadline;
import io.ringwatch.core.Page;
import io.ringwatch.core.Query;
import io.ringwatch.p2p.Providers;
import io.ringwatch.p2p.source.Source;
import io.ringwatch.p2p.source.TailscaleConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * {@code /sd/tailscale?port=8770}: this machine and its Tailscale peers, by their first address.
 * Peers that are offline are listed too: a target that vanishes raises no alert.
 */
public final class TailscalePage implements Page {

  private final Source source;
  private final Providers providers;

  TailscalePage(Source source, Providers providers) {
    this.source = source;
    this.providers = providers;
  }

  /**
   * Asks the daemon behind a path.
   *
   * @param path the {@code tailscale} program or the daemon's socket
   */
  public static TailscalePage of(Path path, Providers providers) {
    return new TailscalePage(new TailscaleConfig(path).open(), providers);
  }

  @Override
  public Reply get(Query query, Deadline deadline) throws IOException {
    var port = query.first("port").flatMap(TailscalePage::port);
    if (port.isEmpty()) {
      return Reply.text(400, "port is missing (/sd/tailscale?port=8770)");
    }
    var status = source.read(deadline).root();
    if (!status.path("BackendState").asString("").equals("Running")) {
      throw new IOException("Tailscale does not run here, so its peers cannot be known");
    }
    List<TargetGroup> groups = new ArrayList<>();
    group(status.path("Self"), port.get()).ifPresent(groups::add);
    status.path("Peer").forEach(peer -> group(peer, port.get()).ifPresent(groups::add));
    return Reply.json(TargetGroup.json(groups));
  }

  private static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(t -> t.matches("[0-9]{1,5}"))
        .map(Integer::valueOf)
        .filter(port -> port >= 1 && port <= 65535);
  }

  private Optional<TargetGroup> group(JsonNode peer, int port) {
    var addresses =
        peer.path("TailscaleIPs").valueStream().map(address -> address.asString("")).toList();
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("node", peer.path("HostName").asString(""));
    labels.put("__meta_tailscale_online", String.valueOf(peer.path("Online").asBoolean(false)));
    labels.put("__meta_tailscale_dns_name", peer.path("DNSName").asString(""));
    labels.put("__meta_tailscale_os", peer.path("OS").asString(""));
    var tags = new ArrayList<String>();
    peer.path("Tags").forEach(tag -> tags.add(tag.asString("")));
    labels.put("__meta_tailscale_tags", "," + String.join(",", tags) + ",");
    return Optional.of(TargetGroup.of(addresses, port, labels).providedBy(providers));
  }
}
