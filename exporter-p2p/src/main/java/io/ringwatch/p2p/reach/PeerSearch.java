package io.ringwatch.p2p.reach;

import io.ringwatch.core.Deadline;
import io.ringwatch.p2p.reach.ReachConfig.Peer;
import io.ringwatch.p2p.reach.ReachConfig.PeerList;
import io.ringwatch.p2p.source.FileConfig;
import io.ringwatch.p2p.source.HttpConfig;
import io.ringwatch.p2p.source.HttpText;
import io.ringwatch.yaml.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Asks the peer lists. One that cannot be read now counts as it was when it last could. */
final class PeerSearch {

  /** A line of wireguard_exporter's page. */
  private static final Pattern PEER = Pattern.compile("(?m)^wireguard_peer_info\\{(.*)} 1$");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SINGLE = Pattern.compile("([0-9.]+)/32|([0-9a-f:]+)/128");
  private static final int MAX_PEERS = 1000;

  private final ReachConfig config;
  private final Map<PeerList, List<Peer>> last = new HashMap<>();

  PeerSearch(ReachConfig config) {
    this.config = config;
  }

  /**
   * The peers, each name once and 1,000 at most, and whether each list could be read.
   *
   * @param readable by the kind of list
   */
  record Found(List<Peer> peers, Map<String, Boolean> readable) {}

  Found find(Deadline deadline) {
    Map<String, Peer> peers = new LinkedHashMap<>();
    Map<String, Boolean> readable = new LinkedHashMap<>();
    config.peers().forEach(peer -> peers.putIfAbsent(peer.name(), peer));
    for (var list : config.peerLists()) {
      boolean read = refresh(list, deadline);
      readable.merge(kind(list), read, Boolean::logicalAnd);
      last.getOrDefault(list, List.of()).forEach(peer -> peers.putIfAbsent(peer.name(), peer));
    }
    return new Found(peers.values().stream().limit(MAX_PEERS).toList(), readable);
  }

  private boolean refresh(PeerList list, Deadline deadline) {
    try {
      last.put(list, read(list, deadline));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String kind(PeerList list) {
    return switch (list) {
      case PeerList.Wireguard w -> "wireguard";
      case PeerList.Sd s -> "sd";
      case PeerList.SdFile f -> "sd_file";
    };
  }

  private static List<Peer> read(PeerList list, Deadline deadline) throws IOException {
    try {
      return switch (list) {
        case PeerList.Wireguard(var url) -> wireguard(HttpText.read(url, deadline));
        case PeerList.Sd(var url) ->
            groups(new HttpConfig(url, Optional.empty()).open().read(deadline).root());
        case PeerList.SdFile(var file) ->
            groups(new FileConfig(file, Optional.empty(), Map.of()).open().read(deadline).root());
      };
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From {@code wireguard_peer_info{…,allowed_ips="10.42.0.2/32",friendly_name="node2"} 1}. */
  static List<Peer> wireguard(String page) {
    List<Peer> peers = new ArrayList<>();
    var lines = PEER.matcher(page);
    while (lines.find()) {
      Map<String, String> labels = new HashMap<>();
      LABEL.matcher(lines.group(1)).results().forEach(m -> labels.put(m.group(1), m.group(2)));
      var single = SINGLE.matcher(labels.getOrDefault("allowed_ips", ""));
      if (single.find()) {
        var address = single.group(1) != null ? single.group(1) : single.group(2);
        var name = labels.getOrDefault("friendly_name", "");
        peer(name.isEmpty() ? address : name, address).ifPresent(peers::add);
      }
    }
    return peers;
  }

  /** From {@code [{"targets": ["10.0.0.1:7946"], "labels": {"node": "a"}}]}. */
  static List<Peer> groups(JsonNode groups) {
    List<Peer> peers = new ArrayList<>();
    for (var group : groups) {
      var labels = group.path("labels");
      for (var target : group.path("targets")) {
        var address = host(target.asString(""));
        var name = labels.path("node").asString(labels.path("__meta_serf_member").asString(""));
        boolean single = !name.isEmpty() && group.path("targets").size() == 1;
        peer(single ? name : address, address).ifPresent(peers::add);
      }
    }
    return peers;
  }

  private static String host(String target) {
    var bare = target.replaceFirst("^([^:]*|\\[.*]):[0-9]+$", "$1");
    return bare.startsWith("[") ? bare.substring(1, bare.length() - 1) : bare;
  }

  private static Optional<Peer> peer(String name, String address) {
    try {
      return Optional.of(new Peer(name, address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
